interface DuplicateMethod {
	int play();
	int play(String uri);
	void f(int a, String a);
}
