package enumlong;

@Backing(type="long")
enum Huge {
    SMALL = 1,
    /** Does not fit an int. */
    LARGE = 0x100000000,
    LEAST = -0x7fffffffffffffff - 1,
}
