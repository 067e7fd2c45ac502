package enums;

/** Backed by a byte, as nothing else is said. */
enum Small {
    /** The first. */
    ONE = 1,
    TWO,
    MANY = -1,
}
