import lib.Q;
import lib.E;
import lib.IBar;
@Nullable @nullable @VintfStability @VintfStability @JavaDefault
interface Annotations {
	@Backing(type="int") void f();
	@Descriptor("x") const int A = 1;
	@EnforcePermission("x") void g();
}
