package lists;

interface ILists {
    parcelable Entry { List<String> keys; }

    List<String> names(in List<String> x);
    void entries(out List<Entry> y, inout List<Entry> z);
    List<IBinder> binders(in List<IBinder> b);
}
