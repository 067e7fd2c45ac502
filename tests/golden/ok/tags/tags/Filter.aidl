package tags;

import tags.Value;
import tags.Word;

/** What is let through. */
parcelable Filter {
    const int FIRST = Word.Tag.letter;
    Word.Tag wanted = Word.Tag.letter;
    Value.Tag[] kinds = {Value.Tag.number, Value.Tag.truth};
    Word.Tag[2] two = {Word.Tag.text, Word.Tag.other};
    @nullable Word.Tag[] maybe;
    Own.Tag own = Own.Tag.b;

    union Own {
        int a;
        int b;
    }
}
