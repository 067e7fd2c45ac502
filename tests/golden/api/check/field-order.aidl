// was p/Data.aidl
package p;
parcelable Data {
	int a;
	String b = "";
}
// is p/Data.aidl
package p;
parcelable Data {
	String b = "";
	int a;
}
