// options: --checkapi=equal
// was p/IFoo.aidl
package p;
interface IFoo {
	const int A = 2;
}
// is p/IFoo.aidl
package p;
interface IFoo {
	const int A = 3;
}
