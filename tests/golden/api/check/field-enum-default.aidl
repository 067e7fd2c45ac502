// was p/Data.aidl
package p;
import p.Mode;
parcelable Data {
	Mode m;
	Mode n = Mode.A;
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
	Mode m = Mode.B;
	Mode n;
}
// is p/Mode.aidl
package p;
enum Mode {
	A,
	B,
}
