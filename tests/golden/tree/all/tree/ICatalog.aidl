// What the tree of an interface holds. Line comments are not kept.
package tree;

import tree.Item;
import tree.Kind;
import tree.lib.Handle;

/**
 * A catalog of things.
 *
 * Two paragraphs: "quoted", with a \ and a tab	inside, é and 😀.
 */
@Descriptor(value="tree.OldCatalog")
interface ICatalog {
	/** How many there can be. */
	const int LIMIT = 1 << 10;
	const long ALL = 0x7fffffffffffffff;
	const long LEAST = 1L << 63;
	const byte SMALL = -128;
	const float RATIO = 0.1f;
	const double LARGE = .5e300;
	@utf8InCpp const String NAME = "cat" + "alog";

	/** One of them. */
	@nullable Item get(in @nullable String name, out int[] codes);
	/**
	 * Gone with the next version.
	 * @deprecated use get() instead
	 */
	oneway void remove(@utf8InCpp String name);
	/** @hide */
	@PropagateAllowBlocking
	boolean sort(inout Item[] items, in Kind by, in int[2][3] matrix, in List<Item> more);
	Map<String, List<String>> properties(in Map untyped, in List anything, in FileDescriptor raw);
	@EnforcePermission(anyOf={"READ", "WRITE"}) IBinder owner(in ParcelFileDescriptor fd);
	Handle<int> open(in CharSequence name, in Item.Part part);

	/** What a listener hears. */
	oneway interface IListener {
		void added(in Item item);
	}
}
