import lib.Q;
import lib.E;
import lib.IBar;
interface UnknownConstant {
	const int ALPHA = 1;
	const int B = ALHPA;
	const int C = Q.Nope;
	const int D = Q.KIND.U;
	const int F = E.D;
	parcelable In { int a = ALPHA; int b = UnknownConstant.ALPHA; }
}
