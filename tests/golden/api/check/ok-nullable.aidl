// was p/IFoo.aidl
package p;
interface IFoo {
	@nullable String a(in int[] b);
}
// is p/IFoo.aidl
package p;
interface IFoo {
	String a(in @nullable int[] b);
}
