package nullables;

interface INullable {
    parcelable Item { @nullable Part part; @nullable(heap=true) Item next; parcelable Part { int x; } }

    @nullable Item find(in @nullable Item like);
    void change(inout @nullable Item item, out @nullable Item other);
}
