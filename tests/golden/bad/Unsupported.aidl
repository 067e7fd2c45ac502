parcelable Unsupported {
	Map a;
	Map<String, String> b;
	CharSequence c;
	FileDescriptor d;
	ParcelableHolder e;
	List f;
	java.util.Map g;
}
