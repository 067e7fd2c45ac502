/*
 * License of Data.
 */

package demo.api;

@JavaDerive(toString=true, equals=true)
parcelable Data {
    const int SIZE = 2 * 3;
    const byte MASK = 0xF0u8;
    const long FAR = 1L << 40;
    const int HEX = 0xFFFFFFFF;
    int number = SIZE;
    int[] numbers = {1, SIZE, -3, (4)};
    int[2] pair = {0x1, 2};
    String text = "it" + "self";
    String[] texts = {"a", "b"};
    char letter = 'x';
    boolean yes = true && !false;
    boolean no = 1 > 2;
    float f = 1.5f;
    double g = 2.50;
    float negative = -1.5f;
    demo.api.Mode mode = demo.api.Mode.LOW;
    Inner.Kind kind = Inner.Kind.B;
    Inner.Kind[] kinds = {Inner.Kind.A, Inner.Kind.B};
    @nullable Inner inner;
    @nullable(heap=true) Data next;
    long compare = (1 < 2) + (3 >= 3) * 5 % 3 / 1 & 7 | 8 ^ ~1;
    int unary = +5 - -(-3);
    @nullable ParcelFileDescriptor fd;
    ParcelableHolder extension;
    List<Inner> inners;
    @FixedSize
    parcelable Inner {
        const int DEEP = Data.SIZE + 1;
        int a = Data.SIZE;
        /** @hide */ int b;
        @Backing(type="long") enum Kind { A, B = 5, C = B + 1 }
    }
    union Choice {
        int a = 1;
        Inner b;
        const int IN_UNION = 3;
    }
}
