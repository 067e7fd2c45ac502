// was p/IFoo.aidl
package p;
interface IFoo {
	oneway void a();
}
// is p/IFoo.aidl
package p;
interface IFoo {
	void a();
}
