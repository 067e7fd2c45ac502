// options: --stability=vintf
import lib.Q;
@VintfStability
parcelable StabilityVintf {
	Q q;
	enum E { A }
}
