parcelable FieldSyntax {
	String a[];
	int;
	int b = ;
	int c = 1 +;
	int[3 d;
	List<A><B> e;
	String @nullable [] f;
	int g = (1;
	int h = {1, 2;
	int ok;
}
