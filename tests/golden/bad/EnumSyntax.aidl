enum EnumSyntax {
	A B,
	C
}
