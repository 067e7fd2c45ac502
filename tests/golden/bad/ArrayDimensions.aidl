parcelable ArrayDimensions {
	int[][] a;
	int[2][] b;
	int[][2] c;
	int[1][1][1][1][1][1][1][1][1] d;
}
