// was p/Mode.aidl
package p;
enum Mode {
	A,
}
// is p/Mode.aidl
package p;
parcelable Mode { int a; }
