package generated;

interface IOther {
    void nothing();
}
