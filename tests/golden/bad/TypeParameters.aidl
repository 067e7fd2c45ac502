import lib.G;
parcelable TypeParameters {
	parcelable H<T> { enum E { A } }
	parcelable K<T, U, T> { int a; }
	union U<T> { int a; }
	G<int, int> g;
	K<int, void, @nullable G<String>> ok;
	K<@nullable String, int, int> k;
}
