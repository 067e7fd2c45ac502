import lib.Nope;
import java.util.ArrayList;
import android.os.IBinder;
interface ImportMissing {
	void f(in Nope n);
	void g(in Nope n);
}
