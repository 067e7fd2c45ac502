interface ValueRange {
	const byte A = 128;
	const byte B = 0xff;
	const int C = 2147483648;
	const int D = 0xffffffffL;
	const float F = 1e40f;
	const double G = 1e999;
	const byte H = -129;
	const double I = 1e-320;
	const float J = -1e-39f;
}
