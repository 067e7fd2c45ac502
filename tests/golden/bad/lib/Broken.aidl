package lib;

parcelable Broken {
	int x
}
