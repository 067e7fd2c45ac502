package strings;

interface IStrings {
    String upper(String text);
    @utf8InCpp String utf8(@utf8InCpp String text);
    @nullable String maybe(@nullable String text);
    void fill(out @nullable String[] texts);
}
