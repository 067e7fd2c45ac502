// was p/Data.aidl
package p;
parcelable Data {
	int[3] a;
}
// is p/Data.aidl
package p;
parcelable Data {
	int[4] a;
}
