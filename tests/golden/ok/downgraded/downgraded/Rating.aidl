package downgraded;

/** A type that is new itself is whole. */
parcelable Rating {
    int stars = 3;
    @nullable String words;
}
