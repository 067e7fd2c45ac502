interface Oneway {
	oneway int a();
	oneway void b(out int[] x, inout List<String> y);
	oneway interface INested {
		int c();
		void d(out int[] x);
	}
}
