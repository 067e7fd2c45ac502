package constants;

parcelable Limits {
    const int MAX = 100;
    int value = MAX;
}
