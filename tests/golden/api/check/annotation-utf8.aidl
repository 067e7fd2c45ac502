// was p/IFoo.aidl
package p;
interface IFoo {
	@utf8InCpp String a(in @utf8InCpp String b);
}
// is p/IFoo.aidl
package p;
interface IFoo {
	String a(in String b);
}
