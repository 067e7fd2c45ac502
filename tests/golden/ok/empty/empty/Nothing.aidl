package empty;

parcelable Nothing {
}
