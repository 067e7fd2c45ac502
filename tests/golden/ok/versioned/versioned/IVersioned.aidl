package versioned;

interface IVersioned {
    void work();
}
