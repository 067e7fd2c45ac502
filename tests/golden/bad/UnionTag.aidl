parcelable UnionTag {
	union U { int a; U.Tag t; }
	U.Tag.X b;
	int ok = U.Tag.t;
}
