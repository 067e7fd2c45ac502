package unions;

/** One value of any kind. */
union Value {
    int number = 42;
    /** As text. */
    String text;
    boolean flag;
    double real;
}
