package arraysparcelable;

interface IItems {
    parcelable Item { String name; }

    Item[] sorted(in Item[] items);
    void fill(out Item[] items);
    void change(inout Item[] items);
    IItems[] peers(in IItems[] peers);
}
