package large;

import large.Hall;

interface IHotel {
    /** How many halls there are. */
    int count(in Hall[] a, in Hall[] b);

    /** As many as were asked for. */
    void fill(out Hall[] a, out Hall[] b);

    Hall[] halls(int n);
}
