interface UnclosedBody {
	void f();
