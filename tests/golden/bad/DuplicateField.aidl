parcelable DuplicateField {
	int a;
	String a;
	int A;
	const int C = 1;
	const int C = 2;
}
