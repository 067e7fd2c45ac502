// was p/IFoo.aidl
package p;
interface IFoo {
	void a();
}
// is p/IFoo.aidl
package p;
@SensitiveData @JavaDelegator @JavaDefault @JavaPassthrough(annotation="@Deprecated") interface IFoo {
	void a();
}
