package generated;

import generated.Data;
import generated.Holder;
import generated.Kind;
import generated.Tree;
import generated.Value;

interface ICheck {
    int add(int a, int b);
    String join(String a, @nullable String b);
    @nullable String nothing();
    Data data(in Data x, out Data y, inout Data z);
    Value value(in Value x);
    Holder holder(in Holder x);
    @nullable Tree tree(in @nullable Tree x);
    int[] fill(int n, out int[] numbers, out String[] texts, out Data.Part[] parts);
    int[2][3] fixed(in int[2][3] x, in String[2] names, inout int[2] y, out double[2] z);
    ParcelFileDescriptor file(in ParcelFileDescriptor x, in @nullable ParcelFileDescriptor y);
    ICheck self(ICheck x, @nullable ICheck y);
    Kind[] kinds(in Kind[] x, inout boolean[] y);
    void fail(int how, inout Data x, out String[] names);
    String broken();
    void missing(out int[] numbers, inout Data x);
    oneway void tell(String what);
    oneway void missingToo();
}
