import lib.Q;
import lib.E;
import lib.IBar;
parcelable Nullable {
	@nullable int a;
	@nullable E b;
	@nullable(heap=true) String c;
	@nullable(heap=true) Q[] d;
	@nullable int[] ok;
	@nullable(heap=true) Q fine;
}
