// was p/Data.aidl
package p;
parcelable Data {
	int a;
	parcelable In { int a; }
}
// is p/Data.aidl
package p;
parcelable Data {
	int a;
}
