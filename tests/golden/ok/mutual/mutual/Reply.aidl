package mutual;

import mutual.Note;

parcelable Reply {
    @nullable(heap=true) Note to;
    Note[] quotes;
}
