package lang;

@Backing(type="long")
enum Kind {
    NONE,
    SOME = 5,
    MOST = 1L << 40,
}
