interface BraceInside {
	struct X { int a; }
	void f(out int a);
}
