// Two kinds of comments stand at the head;
/* blocks keep their
 * form */ // and a line behind one
/* odd; */ package demo.api;

/* in front of an import */
import demo.api.Mode;
// this one too
import demo.api.Data;

/* not this one: it is the type's */
/**
 * What the dump keeps of an interface.
 * @hide
 */
@JavaDelegator @Descriptor(value="demo.api.Older")
oneway interface IEverything {
    const int ONE = 1;
    /** @deprecated use ONE */
    const int TWO = ONE + 1;
    void plain();
    /**
     * Says something.
     * @param text what
     * @deprecated since
     *    a long time
     * @hide
     */
    void say(in @nullable @utf8InCpp String text, in Data[] all, IEverything next);
    /** @hide */
    void lists(in List<String> texts, in List<Data> data, in Mode mode, in byte[4][2] grid);
    void builtins(in IBinder b, in ParcelFileDescriptor f, in Mode[] modes, boolean x, char c,
        long l, float g, double d);
    const String TEXT = "a" + "b";
    const @utf8InCpp String UTF8 = "plain";
}
