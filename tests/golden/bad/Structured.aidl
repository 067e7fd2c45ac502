// options: --structured
import lib.OpaqueC;
parcelable Structured {
	OpaqueC a;
}
