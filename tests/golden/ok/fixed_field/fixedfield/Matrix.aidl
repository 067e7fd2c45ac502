package fixedfield;

parcelable Matrix {
    float[4][4] m;
    int[3] sizes;
    String[2][2] labels;
    Corner[4] corners;
    boolean[2] flags;

    parcelable Corner { int x; int y; }
}
