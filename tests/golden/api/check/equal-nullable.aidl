// options: --checkapi=equal
// was p/Data.aidl
package p;
parcelable Data {
	@nullable String a;
}
// is p/Data.aidl
package p;
parcelable Data {
	String a;
}
