// was p/IFoo.aidl
package p;
interface IFoo {
	void a() = 3;
}
// is p/IFoo.aidl
package p;
interface IFoo {
	void b() = 1;
	void a() = 3;
}
