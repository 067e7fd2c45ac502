package wire;

/** What check_wire.c knows the bytes of. */
interface IWire {
	parcelable Point {
		int x = 0;
	}
	@FixedSize union Either {
		int small;
		long large;
	}

	int both(out int[] list, in int number, inout Point point);
	void results(out List<String> words, out int[3] triple);
	void arrays(in int[2][3] grid, in @nullable String[] words, in byte[] bytes,
			in boolean[] flags);
	void single(in @nullable Point none, in @nullable Point one, in Either either);
	oneway void later(int number);
	String text(String text);
}
