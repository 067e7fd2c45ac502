parcelable AllAtOnce {
	Map<String, String> a;
	int b = "x";
	Nope c;
	int[0] d;
	parcelable E { CharSequence e; }
	parcelable E { FileDescriptor f; }
}
