// was p/Mode.aidl
package p;
enum Mode {
	A,
}
// is p/Mode.aidl
package p;
@Backing(type="int") enum Mode {
	A,
}
