struct TopLevel {
	int a;
}
