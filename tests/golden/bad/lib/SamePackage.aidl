package lib;

interface SamePackage {
	void f(in Q q);
}
