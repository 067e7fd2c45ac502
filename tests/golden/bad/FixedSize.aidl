import lib.Q;
@FixedSize parcelable FixedSize {
	int ok;
	int[3] fine;
	String a;
	int[] b;
	@FixedSize parcelable P { long x; }
	P good;
	Q q;
	@nullable P p;
}
