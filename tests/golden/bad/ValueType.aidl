import lib.Q;
import lib.E;
import lib.IBar;
interface ValueType {
	const int A = "a";
	const int B = 1.0;
	const float C = 1.0;
	const double D = 1;
	const String F = 1;
	const int G = 'a';
	const double H = Q.DB;
	const float I = 1;
	const double J = "x";
}
