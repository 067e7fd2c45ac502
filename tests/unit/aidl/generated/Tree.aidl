package generated;

parcelable Tree {
    int value;
    Tree[] children;
    @nullable(heap=true) Tree next;
}
