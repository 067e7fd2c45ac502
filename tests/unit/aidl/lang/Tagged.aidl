package lang;

import lang.Bits;
import lang.Word;

parcelable Tagged {
    Word.Tag wanted = Word.Tag.other;
    Word.Tag[] words = {Word.Tag.other, Word.Tag.text};
    Bits.Tag[] bits = {Bits.Tag.truth};
    Bits.Tag bit = Bits.Tag.bytes;
    @nullable Word.Tag[] none;
    Word.Tag[2] two = {Word.Tag.letter, Word.Tag.text};
}
