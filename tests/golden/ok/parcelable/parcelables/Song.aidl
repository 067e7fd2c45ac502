package parcelables;

/** One piece of music. */
parcelable Song {
    /** What it is called. */
    String title;
    int seconds;
    boolean live;
    byte rating;
    char key;
    long id;
    float gain;
    double tempo;
}
