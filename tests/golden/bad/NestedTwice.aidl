interface NestedTwice {
	enum X { A }
	parcelable X { }
	parcelable NestedTwice { }
}
