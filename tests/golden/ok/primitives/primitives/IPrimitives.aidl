package primitives;

interface IPrimitives {
    boolean not(boolean value);
    byte addBytes(byte a, byte b);
    char next(char value);
    int addInts(int a, int b);
    long addLongs(long a, long b);
    float half(float value);
    double root(double value);
    void nothing();
}
