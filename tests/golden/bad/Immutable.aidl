import lib.Q;
@JavaOnlyImmutable
parcelable Immutable {
	int ok;
	String[] ok2;
	List<String> ok3;
	@nullable In ok4;
	Q q;
	IBinder b;
	Q[] qs;
	int Ok;
	Map<String, Q> m;
	@JavaOnlyImmutable parcelable In { E e; }
	enum E { V }
	interface I { void f(out In i); }
}
