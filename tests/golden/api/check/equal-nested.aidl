// options: --checkapi=equal
// was p/Data.aidl
package p;
parcelable Data {
	parcelable A { int a; }
}
// is p/Data.aidl
package p;
parcelable Data {
	parcelable A { int a; int b; }
}
