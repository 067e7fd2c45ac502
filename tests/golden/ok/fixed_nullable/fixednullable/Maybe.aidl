package fixednullable;

parcelable Maybe {
    @nullable int[3] ints;
    @nullable double[2][2] grid;
    @nullable String[2] names;
    @nullable Item[2] items;

    parcelable Item { int x; }
}
