package downgraded;

import downgraded.Track;

union Source {
    int handle = -1;
    String path;
    /** From elsewhere. */
    String url;
    Track track;
}
