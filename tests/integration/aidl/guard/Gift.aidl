package guard;

/** What goes into an Envelope: all that cannot be copied as bytes. */
parcelable Gift {
    IBinder object;
    ParcelFileDescriptor file;
    List<IBinder> more;
    @nullable ParcelFileDescriptor[] files;
}
