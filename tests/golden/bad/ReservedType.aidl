interface ReservedType {
	parcelable switch { }
	enum String { A }
}
