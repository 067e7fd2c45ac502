package downgraded;

import downgraded.Playlist;
import downgraded.Rating;
import downgraded.Source;
import downgraded.Track;

/** Version 2: what is new plays dead until it is frozen. */
interface IPlayer {
    void play(in Track track);
    /** Values that hold what is new are sent without it. */
    Playlist shuffle(in Playlist list, out Track[] played, inout @nullable Track next);
    oneway void open(in Source source);
    void stop();
    /** Skips to a second. */
    void seek(int second);
    oneway void rate(String title, in Rating rating);
    Rating[] ratings(in Track track, out String[] titles, inout Source source);

    interface IListener {
        void done(String title);
        void failed(String title);
    }
}
