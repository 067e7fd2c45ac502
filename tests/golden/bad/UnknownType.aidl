import lib.Q;
parcelable UnknownType {
	Strng a;
	String b;
	Q.Kin c;
	In d;
	lib.Nope e;
	Nonsense f;
	Nonsense g;
}
