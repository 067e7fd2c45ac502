// options: -Weverything -Werror -Wno-interface-name -Wno-missing-permission-annotation
import lib.Q;
import lib.Q;
import lib.E;
interface Lints {
	const int lintsMax = 1;
	void f(inout int[] a);
	oneway void g(in FileDescriptor d);
	List h(out @nullable lib.Q q);
	parcelable E {
		lib.E first;
		lib.E ok = lib.E.A;
		lib.E[] ok2;
	}
	oneway interface INested {
		oneway void i();
		void j();
	}
	enum PixelFormat { RGB, Pixel_A, FORMAT }
}
