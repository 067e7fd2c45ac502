package tree;

@Backing(type="long")
enum Kind {
	/** The first. */
	FIRST,
	SECOND = 10,
	THIRD,
	/** @deprecated since it is large */
	LARGE = 0x7fffffffffffffffL,
}
