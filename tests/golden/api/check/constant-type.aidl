// was p/Data.aidl
package p;
parcelable Data {
	const int A = 1;
}
// is p/Data.aidl
package p;
parcelable Data {
	const long A = 1;
}
