package large;

import large.Hall;

interface IHotel {
    /** How many halls there are. */
    int count(in Hall[] a, in Hall[] b);

    /** As many as were asked for. */
    void fill(out Hall[] a, out Hall[] b);

    Hall[] halls(int n);

    /** ret is a, b what c was, and c a. */
    int[1048576] numbers(in int[1048576] a, out int[1048576] b, inout int[1048576] c);

    /** b is a with one more on its first seat; fails where nobody sits on the last. */
    void enter(in Hall a, out Hall b);

    /** b is a, twice. */
    void texts(in String[] a, out String[] b);

    /** Refuses an a or c that is null in another form than -1; answers null in the other. */
    @nullable ParcelFileDescriptor file(in @nullable ParcelFileDescriptor a,
            inout @nullable ParcelFileDescriptor c);
}
