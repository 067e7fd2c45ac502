package holder;

/** Goes into the extension of a Letter. */
union Stamp {
    int value;
    @nullable String text;
}
