// was p/IFoo.aidl
package p;
interface IFoo {
	void a();
}
// is p/IFoo.aidl
package p;
interface IFoo {
	void a();
}
// is p/Data.aidl
package p;
parcelable Data {
	int a;
}
