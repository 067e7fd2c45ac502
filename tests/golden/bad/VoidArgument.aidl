interface VoidArgument {
	void f(void a);
	void[] g();
	@nullable void h();
}
