package fixed;

interface IFixed {
    parcelable Cell { String name; }

    int[3] ints(in int[3] x);
    byte[2][4] bytes(in byte[2][4] x);
    boolean[2] flags(inout boolean[2] x);
    void fill(out double[2][3] x, out String[2] names, out Cell[2] cells);
    Cell[2][2] cells(in Cell[2][2] cells);
    IBinder[2] binders(in IBinder[2] x);
    IFixed[2] peers(in IFixed[2] x);
}
