import lib.Holds;
parcelable HeaderCircle {
	int x;
	parcelable Inner { Holds holds; @nullable Holds maybe; Holds[] many; }
	interface IInner { Holds[2] get(in Holds one, out Holds[2] two); }
}
