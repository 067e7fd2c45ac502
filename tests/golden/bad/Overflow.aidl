interface Overflow {
	const int A = 2147483647 + 1;
	const long B = 9223372036854775807 + 1;
	const int C = -2147483647 - 2;
	const int D = 65536 * 65536;
	const byte E = -128u8;
	const int F = -0x80000000;
	const int G = 0x80000000 / -1;
}
