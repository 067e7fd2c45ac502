package generated;

import generated.ICheck;
import generated.Value;

/** What Data leaves out: unions, objects and descriptors. */
parcelable Holder {
    Value value;
    Value[] values;
    IBinder token;
    @nullable IBinder noToken;
    ICheck check;
    @nullable ICheck[] checks;
    ParcelFileDescriptor file;
    @nullable ParcelFileDescriptor[] files;
    IBinder[] tokens;
}
