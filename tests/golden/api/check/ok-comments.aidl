// was p/IFoo.aidl
package p;
interface IFoo {
	/** @deprecated */ void a();
}
// is p/IFoo.aidl
package p;
interface IFoo {
	/** @hide */ void a();
}
