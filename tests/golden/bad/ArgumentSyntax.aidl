interface ArgumentSyntax {
	void a(int a,);
	void b(int a = 3);
	void c(@nullable in String s);
	void d(int);
	void e(int a int b);
	void f(int a[]);
	void g(;
}
