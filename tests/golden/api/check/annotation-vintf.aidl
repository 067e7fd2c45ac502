// options: --stability=vintf
// was p/IFoo.aidl
package p;
@VintfStability interface IFoo {
	void a();
}
// is p/IFoo.aidl
package p;
interface IFoo {
	void a();
}
