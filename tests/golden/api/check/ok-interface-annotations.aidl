// was p/IFoo.aidl
package p;
interface IFoo {
	void a();
}
// is p/IFoo.aidl
package p;
@SensitiveData @JavaDelegator interface IFoo {
	void a();
}
