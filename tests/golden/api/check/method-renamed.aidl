// was p/IFoo.aidl
package p;
interface IFoo {
	void a();
	int b(int x);
}
// is p/IFoo.aidl
package p;
interface IFoo {
	void a();
	int c(int x);
}
