/* The file of the outer type is there, the type that it should hold is not. */
import NotNested.Holder.Sise;
import NotNested.Holder.Other;

parcelable NotNested {
    parcelable Holder {
        enum Size { SMALL, LARGE }
        Size size = Size.SMALL;
    }
    Sise size;
    Other other;
    Holder.Nothing nothing;
    Holder holder;
}
