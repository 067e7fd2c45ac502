interface Numbers {
	const int A = 12ab;
	const int B = 1__0;
	const int C = 0x;
	const long D = 9223372036854775808;
	const byte E = 256u8;
	const int F = 1u8L;
	const int G = 1_;
}
