package downgraded;

/** What is new makes the two hold each other. */
parcelable Ring {
    int size;
    @nullable(heap=true) Knot knot;

    parcelable Knot {
        String name;
        @nullable(heap=true) Ring ring;
    }
}
