import lib.Outer;
parcelable NestedCycle {
	A a;
	parcelable A { @nullable(heap=true) B b; }
	parcelable B { C.Deep[] c; }
	parcelable C { parcelable Deep { List<A> a; } C[] ok; }
	interface I { void f(in I i, in NestedCycle n); }
	enum E { V }
	@nullable(heap=true) Outer o;
}
