package tags;

import tags.Filter;
import tags.Value;
import tags.Word;

interface ITags {
    Value.Tag kindOf(in Value v, Word.Tag like);
    Word.Tag[] all(in Word.Tag[] some, out Value.Tag[] other, inout Value.Tag[3] three);
}
