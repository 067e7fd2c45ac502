// was p/IFoo.aidl
package p;
interface IFoo {
	void a();
	void b();
}
// is p/IFoo.aidl
package p;
interface IFoo {
	void a();
	void n();
	void b();
}
