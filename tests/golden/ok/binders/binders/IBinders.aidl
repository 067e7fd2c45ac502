package binders;

interface IBinders {
    IBinder same(IBinder x);
    @nullable IBinder maybe(@nullable IBinder x);
    void all(in IBinder[] x, out IBinder[] y, inout List<IBinder> z);
}
