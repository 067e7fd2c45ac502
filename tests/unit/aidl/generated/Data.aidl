package generated;

import generated.Kind;

/** Every kind of member that is bytes alone, so that it can be cut and bent. */
parcelable Data {
    boolean flag = true;
    byte small = -3;
    char letter = 'x';
    int number = 42;
    long big;
    float half = 0.5f;
    double real;
    Kind kind = Kind.SOME;
    String text = "text";
    String empty;
    @nullable String none;
    int[] ints = {1, 2, 3};
    byte[] bytes;
    boolean[] flags;
    char[] letters;
    long[] longs;
    float[] floats;
    double[] doubles;
    String[] texts = {"a", "b"};
    @nullable String[] holes;
    @nullable int[] noInts;
    Kind[] kinds;
    int[3] triple = {4, 5, 6};
    double[2][3] grid;
    String[2] pair;
    boolean[2] switches;
    @nullable byte[4] maybe;
    @nullable String[2] names;
    Part part;
    @nullable Part noPart;
    Part[] parts;
    @nullable Part[] maybeParts;
    Part[2] twoParts;
    List<String> list;

    parcelable Part {
        int x = 1;
        String name = "part";
    }
}
