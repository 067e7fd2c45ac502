// options: --structured
parcelable Untyped {
	List a;
	Map b;
	Map<String, List> c;
	interface I {
		List f(in Map<String, Map> m);
	}
}
