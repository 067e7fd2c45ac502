interface Circular {
	const int A = B;
	const int B = C + 1;
	const int C = A;
	const int D = D;
}
