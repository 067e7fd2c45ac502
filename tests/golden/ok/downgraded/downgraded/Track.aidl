package downgraded;

import downgraded.Track;

parcelable Track {
    String title;
    int seconds = 180;
    /** Who plays it. */
    @nullable String artist;
    int[] chapters = {0, 60};
}
