package generated;

import generated.Data;

union Value {
    int number = 5;
    String text;
    int[] list;
    int[2][2] square;
    Data.Part part;
    @nullable String maybe;
}
