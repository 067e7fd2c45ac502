package constants;

interface IConstants {
    const byte SMALL = -128;
    const int MIN = -2147483648;
    const int FLAGS = (1 << 4) | 0xf;
    const int COLOUR = 0xff00ff00;
    const long BIG = 0x7fffffffffffffff;
    const long LEAST = -9223372036854775807 - 1;
    const float HALF = 0.5f;
    const double THIRD = 0.333;
    const double TINY = -3.5e-7;
    /** What it is called. */
    const String NAME = "constants" + "/default";
    const String TRIGRAPH = "what??/";
}
