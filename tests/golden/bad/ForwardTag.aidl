union ForwardTag {
	int a;
	enum Tag { X }
}
