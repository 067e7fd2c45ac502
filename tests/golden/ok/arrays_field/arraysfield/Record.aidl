package arraysfield;

parcelable Record {
    int[] ints;
    boolean[] flags;
    String[] names;
    @nullable String[] maybe;
    IBinder[] binders;
    ParcelFileDescriptor[] files;
    Part[] parts;
    @nullable Part[] holes;

    parcelable Part { int x; }
}
