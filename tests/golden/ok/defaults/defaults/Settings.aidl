package defaults;

parcelable Settings {
    enum Level { LOW, HIGH }
    int volume = 11;
    String name = "nobody";
    @nullable String alias;
    @nullable String nick = "nick";
    boolean loud = true;
    byte least = -128;
    char letter = 'x';
    long big = 0x100000000;
    float half = 0.5f;
    double tenth = 0.1;
    Level level = Level.HIGH;
    int[] steps = {1, 2, 3};
    String[] names = {"a", "b"};
    @nullable int[] none;
    int[2] pair = {4, 5};
    double[2][2] grid = {{1.0, 2.0}, {3.0, 4.0}};
    String[2] words;
    ParcelFileDescriptor file;
}
