// was p/IFoo.aidl
package p;
interface IFoo {
	@EnforcePermission("a") void a();
}
// is p/IFoo.aidl
package p;
interface IFoo {
	@EnforcePermission("b") void a();
}
