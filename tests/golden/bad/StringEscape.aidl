interface StringEscape {
	const String A = "a\"b";
	const String B = "é";
	const String C = "tab	here";
}
