package recursive;

parcelable Tree {
    int value;
    Tree[] children;
    @nullable(heap=true) Tree next;
    @nullable Tree[] maybe;
}
