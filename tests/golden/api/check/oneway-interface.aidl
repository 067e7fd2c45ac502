// was p/IFoo.aidl
package p;
interface IFoo {
	void a();
}
// is p/IFoo.aidl
package p;
oneway interface IFoo {
	void a();
}
