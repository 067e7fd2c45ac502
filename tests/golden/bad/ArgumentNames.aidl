interface ArgumentNames {
	void f(int class);
	void g(int _aidl_x);
	void h(int null);
	void ok(int delete);
}
