interface ReservedWords {
	void in();
	void f(int out);
	const int enum = 1;
}
