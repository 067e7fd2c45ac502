import lib.Q;
import lib.E;
import lib.IBar;
interface ConstantType {
	const boolean A = true;
	const int[] B = {1};
	const char C = 'c';
	const IBinder D = 1;
	const E F = E.A;
}
