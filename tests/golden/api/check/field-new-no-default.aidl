// was p/Data.aidl
package p;
import p.Mode;
parcelable Data {
	int a;
}
// was p/Mode.aidl
package p;
enum Mode {
	A = 1,
}
// is p/Data.aidl
package p;
import p.Mode;
parcelable Data {
	int a;
	String b;
	int[] c;
	Mode d;
	IBinder e;
	Mode[] f;
}
// is p/Mode.aidl
package p;
enum Mode {
	A = 1,
}
