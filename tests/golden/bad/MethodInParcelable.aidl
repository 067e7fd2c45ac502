parcelable MethodInParcelable {
	int f();
	int ok;
}
