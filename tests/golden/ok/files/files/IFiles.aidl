package files;

interface IFiles {
    ParcelFileDescriptor open(String path);
    void copy(in ParcelFileDescriptor from, in @nullable ParcelFileDescriptor to);
    @nullable ParcelFileDescriptor maybe();
    void more(inout ParcelFileDescriptor swapped);
}
