package lang;

/** Its Tag is a byte. */
@FixedSize
union Bits {
    int number;
    boolean truth;
    byte[3] bytes;
}
