package frozen;

interface IPlayer {
    parcelable Track {
        String title;
        int seconds = 180;
    }

    parcelable Playlist {
        Track first;
        Track[] others;
    }

    union Source {
        int handle = -1;
        String path;
    }

    Track play(in Track track, inout Playlist list);
    void open(in Source source);
    Source opened();
    oneway void stop();
}
