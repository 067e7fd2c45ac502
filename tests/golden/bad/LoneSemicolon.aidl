interface LoneSemicolon {
	void f();;
	parcelable P { int x; };
}
