// was p/Data.aidl
package p;
import p.Mode;
parcelable Data {
	Mode m;
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
	Mode m = Mode.A;
}
// is p/Mode.aidl
package p;
enum Mode {
	A,
	B,
}
