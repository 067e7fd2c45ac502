package mutual;

import mutual.IChild;
import mutual.Note;

interface IParent {
    IChild[] children();
    void adopt(IChild child, @nullable IChild other, in Note note);
}
