package demo.api;
/** @deprecated */
@Backing(type="int")
enum Mode {
    NONE,
    LOW = 1,
    /** @hide */
    HIGH = LOW << 4,
    /** @deprecated use HIGH */
    HIGHEST = (0x10 | LOW) + -1,
    NEXT,
    LAST = Mode.NEXT,
}
