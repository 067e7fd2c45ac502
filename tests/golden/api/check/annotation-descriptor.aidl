// was p/IFoo.aidl
package p;
interface IFoo {
	void a();
}
// is p/IFoo.aidl
package p;
@Descriptor(value="q.IFoo") interface IFoo {
	void a();
}
