// was p/IFoo.aidl
package p;
interface IFoo {
	void a();
	void b(in int[] c);
	const int D = 1;
}
// is p/IFoo.aidl
package p;
interface IFoo {
	void b(out int[] c);
	int a();
	const int D = 2;
}
