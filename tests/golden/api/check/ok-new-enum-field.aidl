// was p/Data.aidl
package p;
import p.Mode;
parcelable Data {
	int a;
}
// was p/Mode.aidl
package p;
enum Mode {
	A,
	B,
}
// is p/Data.aidl
package p;
import p.Mode;
parcelable Data {
	int a;
	Mode m;
}
// is p/Mode.aidl
package p;
enum Mode {
	A,
	B,
}
