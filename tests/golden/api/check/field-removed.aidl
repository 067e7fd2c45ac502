// was p/Data.aidl
package p;
parcelable Data {
	int a;
	int b;
}
// is p/Data.aidl
package p;
parcelable Data {
	int a;
}
