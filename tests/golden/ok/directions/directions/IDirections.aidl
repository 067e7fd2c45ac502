package directions;

interface IDirections {
    parcelable Item { int x; String name; }

    void single(in Item a, out Item b, inout Item c);
    void arrays(in int[] a, out int[] b, inout int[] c);
    boolean both(inout Item item, out String[] names, int n, inout String[] texts);
    void files(out ParcelFileDescriptor[] files);
}
