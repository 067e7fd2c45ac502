interface Division {
	const int A = 1 / 0;
	const int B = 1 % (2 - 2);
}
