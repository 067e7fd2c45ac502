// was p/IFoo.aidl
package p;
interface IFoo {
	void a(int b);
}
// is p/IFoo.aidl
package p;
interface IFoo {
	void a(in int b);
}
