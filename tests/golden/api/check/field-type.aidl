// was p/Data.aidl
package p;
parcelable Data {
	int a;
	Data[] b;
}
// is p/Data.aidl
package p;
parcelable Data {
	long a;
	List<Data> b;
}
