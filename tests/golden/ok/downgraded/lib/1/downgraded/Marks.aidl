package downgraded;
parcelable Marks {
}
