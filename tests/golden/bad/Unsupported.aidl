import lib.Opaque;
import lib.OpaqueCpp;
parcelable Unsupported {
	Map<String, String> a;
	CharSequence b;
	FileDescriptor[] c;
	java.util.Map<String, CharSequence> d;
	int[0] e;
	int[2000000] f;
	int[1024][1025] g;
	Opaque h;
	OpaqueCpp i;
	interface I {
		List f(in Map m);
	}
}
