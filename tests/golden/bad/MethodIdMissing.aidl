interface MethodIdMissing {
	void a() = 1;
	void b();
}
