package q;

import demo.api.Data;
import demo.api.ICodes;
import demo.api.Mode;

// All of its types come out of a file for -p.
interface IUser {
    const int TWICE = 2 * Data.SIZE;
    Data first(in Data.Inner inner, in Mode[] modes, ICodes codes);
    Data.Choice second(in List<Data> all);
    void third(in Holder holder);
    parcelable Holder {
        Data.Choice.Tag tag = Data.Choice.Tag.b;
        Mode mode = Mode.HIGH;
        @nullable(heap=true) Holder next;
        @nullable Data data;
    }
}
