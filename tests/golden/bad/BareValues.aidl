import lib.E;
parcelable BareValues {
	enum K { Z }
	E e = B;
	K k = Z;
	@nullable String s = null;
}
