import lib.Q;
import lib.E;
import lib.IBar;
parcelable Defaults {
	Q a = {};
	E b = 5;
	E c = E.A | E.B;
	E d = Q.Kind.U;
	E e = B;
	int[] f = {1, "a"};
	double[] g = {1.0, 2};
	int[3] h = {1, 2};
	int[2][2] i = {{1, 2}, {3}};
	int j = {1};
	int[] k = 1;
	IBinder l = 1;
	char m = 97;
	boolean n = "x";
	char[] ok = {'a', 'b'};
}
