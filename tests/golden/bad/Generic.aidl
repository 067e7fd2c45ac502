import lib.G;
parcelable Generic {
	G<int> a;
	G b;
	lib.Q<int> c;
	int<int> d;
	parcelable H<T> { T t; }
}
