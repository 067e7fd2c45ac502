package unionargs;

interface IUnions {
    union Key { int id; String name; }

    Key pass(in Key key, out Key copy, inout Key changed);
    @nullable Key maybe(in @nullable Key key);
    Key[] all(in Key[] keys);
}
