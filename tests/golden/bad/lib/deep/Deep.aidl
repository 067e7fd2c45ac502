package lib.deep;
parcelable Deep {
	int a;
}
