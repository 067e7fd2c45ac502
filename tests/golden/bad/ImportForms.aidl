import "lib/Q.aidl";
import lib/Q;
import lib.Q
import lib.Nope;
parcelable ImportForms {
	Q q;
	Nope n;
}
