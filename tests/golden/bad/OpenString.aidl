interface OpenString {
	const String A = "open;
	const int B = "x";
}
