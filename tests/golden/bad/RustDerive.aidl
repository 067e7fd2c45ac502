import lib.Q;
@RustDerive(Clone=true, Eq=false, Hash=true)
parcelable RustDerive {
	Q q;
	List<Q> ok;
	In[] in_;
	@RustDerive(Clone=true)
	union In { int a; }
}
