// was p/Data.aidl
package p;
parcelable Data {
	int a;
	int b = 1;
	String c = "x";
	int[] d = {1};
}
// is p/Data.aidl
package p;
parcelable Data {
	int a = 1;
	int b;
	String c = "y";
	int[] d = {1, 2};
}
