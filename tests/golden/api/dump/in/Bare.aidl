// dropped: there is neither package nor import
/* dropped too */
parcelable Bare {
    int a;
}
