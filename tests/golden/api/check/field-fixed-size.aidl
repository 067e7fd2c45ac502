// was p/Data.aidl
package p;
@FixedSize parcelable Data {
	int a;
}
// is p/Data.aidl
package p;
@FixedSize parcelable Data {
	int a;
	int b;
}
