package tags;

union Word {
    String text;
    char letter;
    /* What another one is. */
    Word.Tag other = Word.Tag.letter;
}
