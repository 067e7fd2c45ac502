package shapes;

parcelable Item {
    String name;
}
