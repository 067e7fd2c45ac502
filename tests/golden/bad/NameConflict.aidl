interface NameConflict {
	const int A = 1;
	parcelable A { }
	const int f = 1;
	void f();
	void g();
	parcelable g { }
}
