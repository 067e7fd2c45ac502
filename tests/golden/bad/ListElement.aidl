import lib.Q;
import lib.E;
import lib.IBar;
parcelable ListElement {
	List<int> a;
	List<E> b;
	List<int[]> c;
	List<List<String>> d;
	List<String>[] e;
	List<@nullable String> f;
	List<String, String> g;
	List<void> h;
	List<String> i = {};
}
