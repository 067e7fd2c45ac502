import lib.Opaque;
import lib.OpaqueC;
parcelable Opaque {
	Opaque a;
	OpaqueC ok;
	parcelable Inner;
}
