package bad
import lib.Q
import lib.E;
interface MissingSemicolon {
	int a()
	const int B = 1
	void c();
	parcelable P {
		int x
		int y = 2
	}
}
