// was p/Mode.aidl
package p;
enum Mode {
	A = 1,
	B = 2,
}
// is p/Mode.aidl
package p;
enum Mode {
	B = 2,
	A = 1,
}
