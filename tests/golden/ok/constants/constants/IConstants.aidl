package constants;

interface IConstants {
    const byte SMALL = -128;
    const int MIN = -2147483648;
    const int FLAGS = (1 << 4) | 0xf;
    const long BIG = 0x7fffffffffffffff;
    const float HALF = 0.5f;
    const double THIRD = 0.333;
    /** What it is called. */
    const String NAME = "constants" + "/default";
}
