// was p/IFoo.aidl
package p;
interface IFoo {
	@PropagateAllowBlocking void a();
}
// is p/IFoo.aidl
package p;
interface IFoo {
	void a();
}
