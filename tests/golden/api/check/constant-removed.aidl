// was p/IFoo.aidl
package p;
interface IFoo {
	const int A = 1;
	const int B = 1;
}
// is p/IFoo.aidl
package p;
interface IFoo {
	const int B = 1;
}
