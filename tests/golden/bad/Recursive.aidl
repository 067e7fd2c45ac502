parcelable Recursive {
	A a;
	Recursive[] ok;
	parcelable A { B b; }
	parcelable B { @nullable A a; int x; }
	parcelable C { C[2] c; }
	union U { int a; U u; }
	parcelable L { List<L> ok; @nullable(heap=true) L next; }
}
