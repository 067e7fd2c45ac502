package byvalue;

parcelable Point {
    int x;
    int y;
}
