// was p/IFoo.aidl
package p;
interface IFoo {
	void a() = 3;
}
// is p/IFoo.aidl
package p;
interface IFoo {
	void a() = 4;
}
