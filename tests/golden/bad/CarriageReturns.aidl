interface CarriageReturns {
	int a();
	int a();
}
