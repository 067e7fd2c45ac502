package fixednullable;

interface IMaybe {
    @nullable int[2] ints(in @nullable int[2] x, inout @nullable int[2] y);
    @nullable String[2] names(in @nullable String[2] x);
}
