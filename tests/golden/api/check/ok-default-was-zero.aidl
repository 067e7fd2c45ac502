// was p/Data.aidl
package p;
parcelable Data {
	int a;
	boolean b;
	char c;
	float d;
	double e;
	long f;
	byte g;
}
// is p/Data.aidl
package p;
parcelable Data {
	int a = 0;
	boolean b = false;
	char c;
	float d = 0.0f;
	double e = 0.0;
	long f = 1 - 1;
	byte g = 0x0;
}
