// was p/IFoo.aidl
package p;
interface IFoo {
	const int A = 1;
	const String S = "a";
}
// is p/IFoo.aidl
package p;
interface IFoo {
	const int A = 1 << 1;
	const String S = "b";
}
