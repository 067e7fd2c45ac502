@VintfStability
parcelable Stability {
	int a;
	@VintfStability
	enum E { A }
}
