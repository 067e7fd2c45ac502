package lang;

union Word {
    String text;
    char letter = 'w';
    Word.Tag other = Word.Tag.letter;
}
