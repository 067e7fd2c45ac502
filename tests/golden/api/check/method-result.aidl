// was p/IFoo.aidl
package p;
interface IFoo {
	int a();
}
// is p/IFoo.aidl
package p;
interface IFoo {
	@nullable String a();
}
