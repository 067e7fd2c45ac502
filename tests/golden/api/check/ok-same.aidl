// was p/IFoo.aidl
package p;
interface IFoo {
	void a();
	int b(in String s);
}
// is p/IFoo.aidl
package p;
interface IFoo {
	void a();
	int b(in String s);
}
