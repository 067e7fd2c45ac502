package edges;

import edges.E;
import edges.I;

/** Values that C must spell with care. */
parcelable Values {
    const byte B = -128;
    const int IMIN = -2147483648;
    const int ONE = 1 << 31;
    const long LMIN = 1L << 63;
    const long LHEX = 0x8000000000000000;
    const long LN = -1;
    const float F = 3.4028234e38f;
    const float F2 = -1f;
    const float F3 = .5f;
    const float F4 = 1e3f;
    const double DD = 1e308;
    const double D2 = 2.2250738585072014e-308;
    const String S = "a%d %s $x$ $$ ??= ??/ /* */ // 'q' #";
    const String EMPTY = "";
    const String U = "_" + "b" + S;
    const int REF = edges.Values.IMIN;
    byte b = -1;
    char q = ''';
    char qq = '"';
    char p = '%';
    char dollar = '$';
    char[] cs = {'a'};
    boolean[] bs = {true, false, 1 == 1};
    byte[] bytes = {-128, 127, 0xffffffff};
    long[] ls = {1, -1, 0x7fffffffffffffff, -9223372036854775807 - 1};
    float[] fs = {1.5f, -2f};
    double[] ds = {1.5, -2e10};
    String[] ss = {"", "$a$%s", "??/"};
    E[] es = {E.A, E.B};
    I[2] is = {I.MIN, I.MAX};
    I[2][2] iss = {{I.MIN, I.MAX}, {I.HEX, I.HEX}};
    @nullable int[] ni = {1};
    @nullable int[] nempty = {};
    @nullable String[] ns = {"a", "b"};
    @nullable E[] ne = {E.C};
    @nullable int[3] nf = {1,2,3};
    @nullable String[2][2] nss = {{"a","b"},{"c","d"}};
    @nullable I[2] nI = {I.MIN, I.MAX};
    String[2] fs2 = {"x", "$y$"};
    String[2][2] fs3 = {{"x", "y"}, {"z", ""}};
    boolean[2][1] bb = {{true}, {false}};
    long lmin = -9223372036854775807 - 1;
    int imin = IMIN;
    float ff = 2.5f;
    double dd = -1e-300;
    E en = E.A;
    String str = U;
    const float F2x = 2f;
}
