package tags;

/** Of a fixed size: the Tag is a byte. */
@FixedSize
union Value {
    int number = 3;
    double real;
    boolean truth;
}
