#include "lib/Q.h"
interface OtherLanguages {
	public void a();
	private int b;
	void c() throws Failure;
	static final int D = 1;
	protected List<String> e();
	void f() { if (g) { } }
	void h(bool x, int32_t y, in ArrayList z);
	parcelable Data {
		unsigned int a;
		int b, c;
		char *d;
		void e();
		float f = 1.0F;
		String g = null;
	}
	parcelable More extends Data {
		int a;
	}
	Missing i(in List<> a);
}
