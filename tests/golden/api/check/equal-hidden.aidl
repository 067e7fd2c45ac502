// options: --checkapi=equal
// was p/IFoo.aidl
package p;
interface IFoo {
	void a();
}
// is p/IFoo.aidl
package p;
interface IFoo {
	/** @hide */
	void a();
}
