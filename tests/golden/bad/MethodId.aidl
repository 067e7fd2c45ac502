interface MethodId {
	void a() = 1;
	void b() = 1;
	void c() = 16777115;
	void d() = -1;
	void e() = 0x1;
	void f() = 1L;
	void g() = A;
	void h() = 99999999999999999999;
	void ok() = 16777114;
}
