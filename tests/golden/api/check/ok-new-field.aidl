// was p/Data.aidl
package p;
parcelable Data {
	int a;
}
// is p/Data.aidl
package p;
parcelable Data {
	int a;
	int b;
	String c = "";
	@nullable String d;
	int[] e = {};
	boolean f;
}
