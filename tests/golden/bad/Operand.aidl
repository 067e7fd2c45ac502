interface Operand {
	const int A = ~true;
	const double B = 1.0 + 2.0;
	const String C = "a" + 1;
	const String D = "a" - "b";
	const int F = -"a";
	const double G = - -1.5;
	const double H = !1.5;
	const int I = {1} + {2};
	const int J = 'a' + 1;
}
