// was p/Either.aidl
package p;
union Either {
	int a;
	String b;
}
// is p/Either.aidl
package p;
union Either {
	int a;
	long n;
	String b;
}
