package lib;

parcelable Q {
	const int K = 7;
	const String S = "s";
	const double DB = 2.5;
	enum Kind { U, V }
	parcelable In { int x; }
}
