package hideglue.bench;

/** What the bench calls. */
interface IBench {
    /** One more than a: the smallest call there is. */
    int next(int a);
    /** A payload one way. */
    void send(in byte[] data);
    /** Queued, and that is all. */
    oneway void note(int a);
    /** A new object of the server. */
    IBinder make();
}
