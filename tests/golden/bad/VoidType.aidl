parcelable VoidType {
	void a;
	void[] b;
	@nullable void c;
}
