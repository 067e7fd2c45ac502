@SuppressWarnings({"interface-names", "out-array"})
interface SuppressWarnings {
	@SuppressWarnings(value={"all"}) void f();
	@SuppressWarnings({"nothing"}) const int A = 1;
}
