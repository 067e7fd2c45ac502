// options: --checkapi=equal
// was p/Mode.aidl
package p;
enum Mode {
	A,
	B,
}
// is p/Mode.aidl
package p;
enum Mode {
	A,
	B = 1,
}
