package downgraded;

import downgraded.Track;

parcelable Playlist {
    @nullable Track first;
    Track[] others;
}
