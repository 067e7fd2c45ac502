package tree;

import tree.Kind;

/* One thing. */
@JavaDerive(toString=true, equals=true)
@SuppressWarnings(value={"out-array", "const-name"})
parcelable Item {
	const int NONE = 0;

	String name = "none";
	int count = 3;
	long serial = -1;
	char mark = 'x';
	float weight = 1.5f;
	boolean known = true;
	Kind kind = Kind.SECOND;
	int[] list = {1, 2, 3};
	byte[2][2] grid = {{1, 2}, {3, 4}};
	@nullable String[] tags;
	@nullable(heap=true) Item inner;
	ParcelableHolder extension;
	Part.Tag first = Part.Tag.number;

	/** Either of two. */
	union Part {
		int number = 42;
		/** @deprecated */
		String text;
	}
}
