package shapes;

import shapes.Item;

interface IShapes {
    List<IBinder> binders(in List<IShapes> a, out @nullable List<ParcelFileDescriptor> b);
    Item[2][2] boxes(in Item[2] a, inout @nullable Item[2][2] b);
    @nullable IBinder[2][2] objects(in IShapes[2][3] a, out ParcelFileDescriptor[2] b);
}
