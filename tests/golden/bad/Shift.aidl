interface Shift {
	const int A = 1 << 32;
	const int B = -1 >> 1;
	const int C = 3 << 31;
	const long D = 1L << 64;
	const int E = 1 << -32;
}
