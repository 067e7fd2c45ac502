// was p/IFoo.aidl
package p;
interface IFoo {
	void a();
	void b();
}
// is p/IFoo.aidl
package p;
interface IFoo {
	void b() = 1;
	void a() = 0;
}
