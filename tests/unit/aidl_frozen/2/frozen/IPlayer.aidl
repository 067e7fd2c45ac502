package frozen;

/** What frozen.IPlayer becomes. */
interface IPlayer {
    parcelable Track {
        String title;
        int length = 180;
        @nullable String artist = "unknown";
        int[] chapters = {7, 8};
    }

    parcelable Playlist {
        Track first;
        Track[] others;
    }

    union Source {
        int handle = -1;
        String path;
        String url;
    }

    Track play(in Track track, inout Playlist list);
    void open(in Source source);
    Source opened();
    oneway void stop();
    int seek(in Track track, out int[] passed, inout Source source);
    oneway void rate(int stars);
}
