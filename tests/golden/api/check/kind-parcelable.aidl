// was p/Data.aidl
package p;
parcelable Data {
	int a;
}
// is p/Data.aidl
package p;
union Data {
	int a;
}
