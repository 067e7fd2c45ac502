interface FieldInInterface {
	int a;
	int b = 3;
	void f();
}
