package lang;

import byhand.Matrix;
import lang.Item;
import lang.Kind;
import lang.Shape;
import lang.Slot;
import lang.Tagged;
import lang.Word;

interface ILang {
    List<IBinder> binders(in List<IBinder> a, out @nullable List<IBinder> b, inout IBinder[] c);
    @nullable List<ILang> friends(in @nullable List<ILang> a, out @nullable ILang[] b, inout ILang[] c);
    List<ParcelFileDescriptor> files(in ParcelFileDescriptor[] a, out @nullable ParcelFileDescriptor[] b, inout List<ParcelFileDescriptor> c);
    List<Item> items(in List<Item> a, out @nullable Item[] b, inout @nullable List<Item> c);
    @nullable List<String> texts(in List<String> a, out @nullable List<String> b, inout String[] c);
    Kind[] kinds(in Kind[] a, out Kind[] b, inout @nullable Kind[] c);
    String[2][3] grid(in String[2][3] a, out String[2][3] b, inout @nullable String[2][3] c);
    Item[2][2] boxes(in Item[2][2] a, out Item[2][2] b, inout Item[2][2] c);
    @nullable IBinder[2][2] objects(in @nullable IBinder[2][2] a, out @nullable IBinder[2][2] b, inout @nullable IBinder[2][2] c);
    ParcelFileDescriptor[2] pipe(in ParcelFileDescriptor[2] a, out @nullable ParcelFileDescriptor[2] b, inout ParcelFileDescriptor[2] c);
    Word.Tag tags(in Word word, Word.Tag like, out Word.Tag[] all, inout Tagged tagged);
    Slot slots(in Slot a, out Slot b, inout Slot c);
    Matrix[] matrices(in Matrix a, out Matrix b, inout @nullable Matrix c, inout Shape d);

    @EnforcePermission("lang.ONE")
    int one(out int[] x);

    @EnforcePermission(anyOf={"lang.ONE", "lang.TWO"})
    void any();

    @EnforcePermission(allOf={"lang.ONE", "lang.TWO"})
    String all(inout String[] x);

    @EnforcePermission("lang.ONE")
    oneway void quiet(int x);

    @RequiresNoPermission
    int free();
}
