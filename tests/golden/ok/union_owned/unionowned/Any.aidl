package unionowned;

union Any {
    ParcelFileDescriptor file;
    String text;
    @nullable String maybeText;
    int[] numbers;
    String[] texts;
    Item item;
    Item[] items;
    int[3] triple;
    int[2][3] matrix;
    Item[2] twoItems;
    IBinder token;
    Any[] others;

    parcelable Item {
        String name;
    }
}
