package mutual;

import mutual.IParent;
import mutual.Reply;

parcelable Note {
    IParent author;
    Reply[] replies;
}
