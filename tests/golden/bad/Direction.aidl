import lib.Q;
import lib.E;
import lib.IBar;
interface Direction {
	void a(out int a);
	void b(Q q);
	void c(out String s);
	void d(int[] a);
	void e(List<String> l);
	void f(inout IBinder b);
	void g(out IBar b);
	void h(inout E e);
	void i(ParcelFileDescriptor p);
	void j(out ParcelFileDescriptor p);
	void k(inout ParcelFileDescriptor[] ok);
	void l(out lib.Frozen f);
}
