package arraysnullable;

interface INullables {
    parcelable Item { int x; }

    @nullable int[] ints(in @nullable int[] x);
    @nullable String[] strings(in @nullable String[] x);
    @nullable IBinder[] binders(in @nullable IBinder[] x);
    @nullable ParcelFileDescriptor[] files(in @nullable ParcelFileDescriptor[] x);
    @nullable Item[] items(in @nullable Item[] x, out @nullable Item[] y, inout @nullable Item[] z);
    @nullable INullables[] peers(in @nullable INullables[] x);
}
