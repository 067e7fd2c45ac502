parcelable ArraySize {
	int[-1] a;
	int[1L] b;
	int["x"] c;
	int[0] d;
	int[2000000] e;
	int[1024][1025] f;
	int[Nope] g;
	int[1.5] h;
}
