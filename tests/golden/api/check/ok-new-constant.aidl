// was p/IFoo.aidl
package p;
interface IFoo {
	const int A = 1;
}
// is p/IFoo.aidl
package p;
interface IFoo {
	const int A = 2 - 1;
	const int B = 2;
}
