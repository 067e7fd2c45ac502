// was p/Data.aidl
package p;
parcelable Data {
	parcelable In { int a; }
	In i;
}
// is p/Data.aidl
package p;
parcelable Data {
	parcelable In { int a; int b; }
	In i;
}
