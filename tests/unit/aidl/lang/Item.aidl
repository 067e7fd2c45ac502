package lang;

parcelable Item {
    String name = "item";
    int[] values = {1, 2};
}
