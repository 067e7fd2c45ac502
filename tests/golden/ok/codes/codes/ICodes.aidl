package codes;

interface ICodes {
    void first() = 10;
    void second() = 3;
    int third() = 16777114;
}
