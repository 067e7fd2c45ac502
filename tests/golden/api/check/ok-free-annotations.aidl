// was p/Data.aidl
package p;
@JavaDerive(toString=true) @SuppressWarnings(value={"redundant-name"}) parcelable Data {
	int a;
}
// is p/Data.aidl
package p;
@RustDerive(Clone=true) @JavaOnlyImmutable parcelable Data {
	int a;
}
