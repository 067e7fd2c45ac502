package holder;

/** What is written, and room for what others add. */
parcelable Letter {
    String text;
    ParcelableHolder extension;
    int pages = 1;
}
