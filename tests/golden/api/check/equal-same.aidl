// options: --checkapi=equal
// was p/IFoo.aidl
package p;
interface IFoo {
	void a();
	const int A = 2;
}
// is p/IFoo.aidl
package p;
interface IFoo {
	void a();
	const int A = 1 + 1;
}
