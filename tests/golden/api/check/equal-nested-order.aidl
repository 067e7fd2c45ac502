// options: --checkapi=equal
// was p/Data.aidl
package p;
parcelable Data {
	parcelable A { int a; }
	parcelable B { int a; }
}
// is p/Data.aidl
package p;
parcelable Data {
	parcelable B { int a; }
	parcelable A { int a; }
}
