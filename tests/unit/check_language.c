/* SPDX-License-Identifier: MIT */
/*
 * check_language.c - what is less usual in AIDL, in C: holders, tags, recursion, old and new versions
 */
#include "check_tap.h"

#include <android/binder_stability.h>

#include "byhand/matrix.h"
#include "firm/IFirm.h"
#include "firm/Note.h"
#include "firm/Slot.h"
#include "grown/IThings.h"
#include "grown/Thing.h"
#include "lang/Bits.h"
#include "lang/Chain.h"
#include "lang/Item.h"
#include "lang/Node.h"
#include "lang/Slot.h"
#include "lang/Tagged.h"
#include "lang/Word.h"
#include "language.h"
#include "language_old.h"

static AParcel *parcel_of(const void *bytes, size_t size)
{
	AParcel *p = AParcel_create();

	if (size > 0)
		ck_assert_int_eq(AParcel_unmarshal(p, bytes, size), STATUS_OK);
	AParcel_setDataPosition(p, 0);
	return p;
}

/* The bytes of a parcel, from malloc; the parcel is freed. */
static uint8_t *bytes_of(AParcel *p, size_t *size)
{
	uint8_t *bytes;

	*size = (size_t)AParcel_getDataSize(p);
	bytes = malloc(*size);
	ck_assert_int_eq(AParcel_marshal(p, bytes, 0, *size), STATUS_OK);
	AParcel_delete(p);
	return bytes;
}

/* Holders */

/* A Slot with an Item in it. */
static void fill(lang_Slot *slot)
{
	lang_Item item;

	ck_assert_int_eq(lang_Slot_init(slot), STATUS_OK);
	ck_assert_int_eq(lang_Item_init(&item), STATUS_OK);
	ck_assert_int_eq(lang_Item_writeToHolder(&item, &slot->held), STATUS_OK);
	lang_Item_clear(&item);
}

START_TEST(holder_in_a_parcel)
{
	static const int32_t empty[] = {24, 1, 1, 0, 0, 2};
	/* a.P {x = 37}, as AOSP writes it */
	static const int32_t held[] = {44, 1, 1, 0, 20, 3, 0x002e0061, 0x00000050, 8, 37, 2};
	AParcel *p = AParcel_create();
	lang_Slot slot, again = {0};
	size_t size;
	uint8_t *bytes;
	char *name;

	ck_assert_int_eq(lang_Slot_init(&slot), STATUS_OK);
	ck_assert_int_eq(lang_Slot_writeToParcel(&slot, p), STATUS_OK);
	bytes = bytes_of(p, &size);
	ck_assert_mem_eq(bytes, empty, sizeof(empty));
	free(bytes);

	p = parcel_of(held, sizeof(held));
	ck_assert_int_eq(lang_Slot_readFromParcel(&slot, p), STATUS_OK);
	AParcel_delete(p);
	name = aidl_ParcelableHolder_getName(&slot.held);
	ck_assert_str_eq(name, "a.P");
	free(name);
	ck_assert_int_eq(slot.after, 2);
	ck_assert_int_eq(lang_Slot_copy(&again, &slot), STATUS_OK);
	ck_assert(lang_Slot_equals(&slot, &again));
	lang_Slot_clear(&slot);

	/* What nobody here knows passes on as it came. */
	p = AParcel_create();
	ck_assert_int_eq(lang_Slot_writeToParcel(&again, p), STATUS_OK);
	bytes = bytes_of(p, &size);
	ck_assert_uint_eq(size, sizeof(held));
	ck_assert_mem_eq(bytes, held, sizeof(held));
	free(bytes);
	lang_Slot_clear(&again);
}
END_TEST

START_TEST(holder_of_one_type)
{
	lang_Slot slot, empty;
	lang_Item item;
	lang_Word word;
	char *text;

	fill(&slot);
	ck_assert_int_eq(lang_Slot_init(&empty), STATUS_OK);
	ck_assert_int_eq(lang_Item_init(&item), STATUS_OK);
	ck_assert_int_eq(lang_Word_init(&word), STATUS_OK);
	ck_assert_int_eq(lang_Word_readFromHolder(&word, &slot.held), STATUS_BAD_TYPE);
	ck_assert_int_eq(lang_Item_readFromHolder(&item, &empty.held), STATUS_UNEXPECTED_NULL);
	for (int i = 0; i < 2; i++) { /* as often as one likes */
		aidl_String_clear(&item.name);
		ck_assert_int_eq(lang_Item_readFromHolder(&item, &slot.held), STATUS_OK);
		ck_assert_str_eq(item.name, "item");
	}
	text = lang_Slot_toString(&slot);
	ck_assert_str_eq(text, "Slot{before: 1, held: ParcelableHolder{lang.Item}, after: 2}");
	free(text);
	ck_assert(!lang_Slot_equals(&slot, &empty));
	ck_assert_int_eq(lang_Word_writeToHolder(&word, &slot.held), STATUS_OK);
	ck_assert_int_eq(lang_Item_readFromHolder(&item, &slot.held), STATUS_BAD_TYPE);
	ck_assert_int_eq(lang_Word_readFromHolder(&word, &slot.held), STATUS_OK);
	aidl_ParcelableHolder_clear(&slot.held);
	ck_assert(lang_Slot_equals(&slot, &empty));
	lang_Slot_clear(&slot);
	lang_Item_clear(&item);
	lang_Word_clear(&word);
}
END_TEST

START_TEST(holder_in_a_holder)
{
	double cells[1] = {5};
	byhand_Matrix matrix = {1, cells}, back = {0};
	lang_Slot outer, inner;

	ck_assert_int_eq(lang_Slot_init(&outer), STATUS_OK);
	ck_assert_int_eq(lang_Slot_init(&inner), STATUS_OK);
	ck_assert_int_eq(byhand_Matrix_writeToHolder(&matrix, &inner.held), STATUS_OK);
	ck_assert_int_eq(lang_Slot_writeToHolder(&inner, &outer.held), STATUS_OK);
	lang_Slot_clear(&inner);
	ck_assert_int_eq(lang_Slot_readFromHolder(&inner, &outer.held), STATUS_OK);
	ck_assert_int_eq(byhand_Matrix_readFromHolder(&back, &inner.held), STATUS_OK);
	ck_assert(byhand_Matrix_equals(&matrix, &back));
	byhand_Matrix_clear(&back);
	lang_Slot_clear(&inner);
	lang_Slot_clear(&outer);
}
END_TEST

START_TEST(vintf_holder)
{
	static const int32_t local[] = {20, 1, 0, 0};
	static const int32_t firm[] = {16, 1, 1, 0};
	AParcel *p = AParcel_create();
	firm_Slot slot, copy = {0}, zeroed = {0};
	firm_Note note;
	lang_Item item;
	size_t size;
	uint8_t *bytes;

	ck_assert_int_eq(firm_Slot_init(&slot), STATUS_OK);
	ck_assert_int_eq(firm_Note_init(&note), STATUS_OK);
	ck_assert_int_eq(lang_Item_init(&item), STATUS_OK);
	ck_assert_int_eq(firm_Slot_writeToParcel(&slot, p), STATUS_OK);
	bytes = bytes_of(p, &size);
	ck_assert_mem_eq(bytes, firm, sizeof(firm));
	free(bytes);
	ck_assert_int_eq(lang_Item_writeToHolder(&item, &slot.held), STATUS_BAD_VALUE);
	ck_assert(aidl_ParcelableHolder_isEmpty(&slot.held));
	ck_assert_int_eq(firm_Note_writeToHolder(&note, &slot.held), STATUS_OK);
	ck_assert_int_eq(firm_Note_readFromHolder(&note, &slot.held), STATUS_OK);
	/* A copy is as stable. */
	ck_assert_int_eq(firm_Slot_copy(&copy, &slot), STATUS_OK);
	p = AParcel_create();
	ck_assert_int_eq(firm_Slot_writeToParcel(&copy, p), STATUS_OK);
	AParcel_delete(p);
	firm_Slot_clear(&copy);

	/* A slot that was never given its defaults takes it and cannot be sent. */
	ck_assert_int_eq(lang_Item_writeToHolder(&item, &zeroed.held), STATUS_OK);
	p = AParcel_create();
	ck_assert_int_eq(firm_Slot_writeToParcel(&zeroed, p), STATUS_BAD_VALUE);
	AParcel_delete(p);

	p = parcel_of(local, sizeof(local));
	ck_assert_int_ne(firm_Slot_readFromParcel(&slot, p), STATUS_OK);
	AParcel_delete(p);
	firm_Slot_clear(&zeroed);
	firm_Note_clear(&note);
	lang_Item_clear(&item);
}
END_TEST

/* Reads what may be nonsense, and what is in it. */
static void try_slot(const uint8_t *bytes, size_t size)
{
	AParcel *p = parcel_of(bytes, size);
	lang_Slot slot = {0}, copy = {0};
	lang_Item item = {0};
	char *text;

	if (lang_Slot_readFromParcel(&slot, p) == STATUS_OK) {
		lang_Item_readFromHolder(&item, &slot.held);
		ck_assert_int_eq(lang_Slot_copy(&copy, &slot), STATUS_OK);
		ck_assert(lang_Slot_equals(&slot, &copy));
		text = lang_Slot_toString(&copy);
		ck_assert_ptr_nonnull(text);
		free(text);
	} else {
		ck_assert(aidl_ParcelableHolder_isEmpty(&slot.held));
	}
	lang_Item_clear(&item);
	lang_Slot_clear(&slot);
	lang_Slot_clear(&copy);
	AParcel_delete(p);
}

/* What stands before the name of what is held; with a size that is none, a reader would go back. */
START_TEST(holder_with_a_wrong_head)
{
	static const struct {
		int word;
		int32_t value;
		binder_status_t status;
	} cases[] = {
		{2, 0, STATUS_UNEXPECTED_NULL}, /* the marker */
		{3, 1, STATUS_BAD_VALUE},	/* the stability */
		{4, -4, STATUS_BAD_VALUE},	/* the size */
		{4, INT32_MIN, STATUS_BAD_VALUE},
		{4, 18, STATUS_BAD_VALUE},
		{4, 28, STATUS_NOT_ENOUGH_DATA},
		{4, INT32_MAX - 3, STATUS_NOT_ENOUGH_DATA},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int32_t held[] = {44, 1, 1, 0, 20, 3, 0x002e0061, 0x00000050, 8, 37, 2};
		lang_Slot slot = {0};
		AParcel *p;

		held[cases[i].word] = cases[i].value;
		p = parcel_of(held, sizeof(held));
		ck_assert_int_eq(lang_Slot_readFromParcel(&slot, p), cases[i].status);
		ck_assert(aidl_ParcelableHolder_isEmpty(&slot.held));
		AParcel_delete(p);
	}
}
END_TEST

START_TEST(bent_holders)
{
	AParcel *p = AParcel_create();
	lang_Slot slot;
	size_t size;
	uint8_t *bytes;

	fill(&slot);
	ck_assert_int_eq(lang_Slot_writeToParcel(&slot, p), STATUS_OK);
	lang_Slot_clear(&slot);
	bytes = bytes_of(p, &size);
	for (size_t i = 0; i < size * 8; i++) {
		bytes[i / 8] ^= (uint8_t)(1 << (i % 8));
		try_slot(bytes, size);
		bytes[i / 8] ^= (uint8_t)(1 << (i % 8));
	}
	for (size_t cut = 0; cut < size; cut += 4) {
		int32_t word = (int32_t)cut;

		try_slot(bytes, cut);
		memcpy(bytes, &word, sizeof(word));
		try_slot(bytes, cut);
		word = (int32_t)size;
		memcpy(bytes, &word, sizeof(word));
	}
	free(bytes);
}
END_TEST

/* Tags */

START_TEST(tags_in_a_parcel)
{
	static const int32_t wire[] = {56, 2, 2, 2, 0, 1, 1, 2, -1, 2, 1, 0};
	AParcel *p = AParcel_create();
	lang_Tagged tagged, again = {0};
	size_t size;
	uint8_t *bytes;

	ck_assert_int_eq(lang_Tagged_init(&tagged), STATUS_OK);
	ck_assert_int_eq(lang_Tagged_writeToParcel(&tagged, p), STATUS_OK);
	AParcel_setDataPosition(p, 0);
	ck_assert_int_eq(lang_Tagged_readFromParcel(&again, p), STATUS_OK);
	ck_assert(lang_Tagged_equals(&tagged, &again));
	bytes = bytes_of(p, &size);
	ck_assert_uint_eq(size, sizeof(wire));
	ck_assert_mem_eq(bytes + 4, wire + 1, size - 4);
	free(bytes);
	ck_assert_str_eq(lang_Word_Tag_toString(tagged.wanted), "other");
	ck_assert_int_eq(lang_Bits_Tag_COUNT, 3);
	ck_assert_int_eq(lang_Bits_Tag_values[1], lang_Bits_TAG_truth);
	ck_assert_uint_eq(sizeof(lang_Bits_Tag), 1);
	lang_Tagged_clear(&tagged);
	lang_Tagged_clear(&again);
}
END_TEST

/* A fixed size changes nothing in a parcel: the tag is an int there. */
START_TEST(union_of_a_fixed_size)
{
	static const int32_t wire[] = {1, 1};
	AParcel *p = AParcel_create();
	lang_Bits bits;
	size_t size;
	uint8_t *bytes;

	ck_assert_int_eq(lang_Bits_init(&bits), STATUS_OK);
	lang_Bits_set_truth(&bits, true);
	ck_assert_int_eq(lang_Bits_writeToParcel(&bits, p), STATUS_OK);
	bytes = bytes_of(p, &size);
	ck_assert_mem_eq(bytes, wire, sizeof(wire));
	free(bytes);
	lang_Bits_clear(&bits);
}
END_TEST

/* Recursion */

/* depth values inside each other, a Node in a Chain in a Node. */
static binder_status_t read_mixed(int depth)
{
	AParcel *p = AParcel_create();
	int32_t *starts = calloc((size_t)depth, sizeof(*starts));
	lang_Node node = {0};
	binder_status_t r;

	for (int i = 0; i < depth; i++) {
		starts[i] = AParcel_getDataPosition(p);
		AParcel_writeInt32(p, 0);
		AParcel_writeInt32(p, i);
		AParcel_writeInt32(p, 0); /* next */
		AParcel_writeInt32(p, i < depth - 1); /* chain */
		if (i < depth - 1) {
			AParcel_writeInt32(p, lang_Chain_TAG_node);
			AParcel_writeInt32(p, 1);
		}
	}
	for (int i = 0; i < depth; i++)
		aidl_write_size(p, starts[i]);
	AParcel_setDataPosition(p, 0);
	r = lang_Node_readFromParcel(&node, p);
	lang_Node_clear(&node);
	AParcel_delete(p);
	free(starts);
	return r;
}

START_TEST(depth_of_several_types)
{
	/* A Chain between each two. */
	ck_assert_int_eq(read_mixed(AIDL_MAX_DEPTH / 2), STATUS_OK);
	ck_assert_int_eq(read_mixed(AIDL_MAX_DEPTH / 2 + 1), STATUS_BAD_VALUE);
	ck_assert_int_eq(read_mixed(50000), STATUS_BAD_VALUE);
}
END_TEST

/* A Chain of words that say "another Chain, which is there". */
START_TEST(depth_of_a_union)
{
	enum { WORDS = 100000 };
	int32_t *words = calloc(WORDS, sizeof(*words));
	lang_Chain chain = {0};
	AParcel *p;

	for (int i = 0; i < WORDS; i++)
		words[i] = lang_Chain_TAG_next; /* and 1: present */
	p = parcel_of(words, WORDS * sizeof(*words));
	ck_assert_int_eq(lang_Chain_readFromParcel(&chain, p), STATUS_BAD_VALUE);
	ck_assert_int_eq(chain.tag, 0);
	AParcel_delete(p);
	free(words);
}
END_TEST

START_TEST(values_by_pointer)
{
	lang_Node a, b = {0};
	lang_Chain *chain;
	AParcel *p = AParcel_create();
	char *text;

	ck_assert_int_eq(lang_Node_init(&a), STATUS_OK);
	ck_assert_ptr_null(a.next);
	a.next = lang_Node_new();
	a.next->value = 2;
	a.chain = chain = lang_Chain_new();
	ck_assert_int_eq(lang_Chain_set_node(chain, a.next), STATUS_OK);
	ck_assert_int_eq(lang_Node_copy(&b, &a), STATUS_OK);
	ck_assert(lang_Node_equals(&a, &b));
	ck_assert_ptr_ne(a.chain->value.node, b.chain->value.node);
	ck_assert_int_eq(lang_Node_writeToParcel(&a, p), STATUS_OK);
	lang_Node_clear(&a);
	AParcel_setDataPosition(p, 0);
	ck_assert_int_eq(lang_Node_readFromParcel(&a, p), STATUS_OK);
	ck_assert(lang_Node_equals(&a, &b));
	b.chain->value.node->value = 3;
	ck_assert(!lang_Node_equals(&a, &b));
	text = lang_Node_toString(&b);
	ck_assert_ptr_nonnull(strstr(text, "chain: Chain{node: Node{value: 3,"));
	free(text);
	lang_Node_clear(&a);
	lang_Node_clear(&b);
	AParcel_delete(p);
}
END_TEST

/* Versions: two copies of grown.Thing, of which one got members later */

START_TEST(newer_reader)
{
	AParcel *p = old_parcel();
	new_Thing thing = {0};

	AParcel_setDataPosition(p, 0);
	ck_assert_int_eq(new_Thing_readFromParcel(&thing, p), STATUS_OK);
	ck_assert_int_eq(AParcel_getDataPosition(p), AParcel_getDataSize(p));
	ck_assert_int_eq(thing.a, 11);
	ck_assert_int_eq(thing.part.x, 3);
	ck_assert_int_eq(thing.part.y, 9);
	ck_assert_int_eq(thing.parts.length, 2);
	ck_assert_int_eq(thing.parts.data[1].x, 4);
	ck_assert_int_eq(thing.parts.data[1].y, 9);
	ck_assert_str_eq(thing.c, "new");
	ck_assert_int_eq(thing.d.length, 2);
	ck_assert_int_eq(thing.d.data[1], 8);
	new_Thing_clear(&thing);
	AParcel_delete(p);
}
END_TEST

START_TEST(older_reader)
{
	AParcel *p = AParcel_create();
	new_Thing thing;

	ck_assert_int_eq(new_Thing_init(&thing), STATUS_OK);
	thing.a = 12;
	ck_assert_int_eq(new_Thing_Part_Array_alloc(&thing.parts, 2), STATUS_OK);
	thing.parts.data[0].x = 5;
	thing.parts.data[1].x = 6;
	ck_assert_int_eq(new_Thing_writeToParcel(&thing, p), STATUS_OK);
	ck_assert_int_eq(AParcel_writeInt32(p, 4711), STATUS_OK);
	AParcel_setDataPosition(p, 0);
	old_expects(p, 12, 6);
	new_Thing_clear(&thing);
	AParcel_delete(p);
}
END_TEST

START_TEST(newer_caller)
{
	new_IThings *things = new_IThings_fromBinder(old_service());
	new_Thing thing, ret;
	int32_t version = 77;
	char *hash = NULL;
	AStatus *status;

	ck_assert_ptr_nonnull(things);
	ck_assert_int_eq(new_Thing_init(&thing), STATUS_OK);
	ck_assert_ptr_null(new_IThings_pass(things, &thing, &ret));
	ck_assert_int_eq(ret.d.length, 2);
	new_Thing_clear(&ret);
	new_Thing_clear(&thing);

	status = new_IThings_added(things, &version);
	ck_assert_int_eq(AStatus_getStatus(status), STATUS_UNKNOWN_TRANSACTION);
	ck_assert_int_eq(version, 0);
	AStatus_delete(status);
	status = new_IThings_getInterfaceVersion(things, &version);
	ck_assert_int_eq(AStatus_getStatus(status), STATUS_UNKNOWN_TRANSACTION);
	AStatus_delete(status);
	status = new_IThings_getInterfaceHash(things, &hash);
	ck_assert_int_eq(AStatus_getStatus(status), STATUS_UNKNOWN_TRANSACTION);
	ck_assert_ptr_null(hash);
	AStatus_delete(status);
	new_IThings_release(things);
}
END_TEST

static AStatus *do_added(new_IThings_impl *self, int32_t *ret)
{
	*ret = 1;
	return NULL;
}

START_TEST(version_and_hash)
{
	static const new_IThings_ops ops = {.added = do_added};
	new_IThings_impl impl = {.ops = &ops};
	new_IThings *things = new_IThings_new(&impl);
	int32_t version = 0;
	char *hash = NULL;

	ck_assert_int_eq(new_IThings_TRANSACTION_getInterfaceVersion, 0x00ffffff);
	ck_assert_int_eq(new_IThings_TRANSACTION_getInterfaceHash, 0x00fffffe);
	ck_assert_ptr_null(new_IThings_getInterfaceVersion(things, &version));
	ck_assert_int_eq(version, 2);
	ck_assert_ptr_null(new_IThings_getInterfaceHash(things, &hash));
	ck_assert_str_eq(hash, "notfrozen");
	free(hash);
	old_calls_newer(new_IThings_asBinder(things));
	new_IThings_release(things);
}
END_TEST

/* The word behind an object in a parcel. */
static int32_t stability_of(AIBinder *binder)
{
	AParcel *p = AParcel_create();
	int32_t level = -1;

	ck_assert_int_eq(aidl_write_binder(p, binder), STATUS_OK);
	AParcel_setDataPosition(p, AParcel_getDataSize(p) - 4);
	ck_assert_int_eq(AParcel_readInt32(p, &level), STATUS_OK);
	AParcel_delete(p);
	return level;
}

START_TEST(vintf_objects)
{
	static const firm_IFirm_ops ops = {0};
	firm_IFirm_impl impl = {.ops = &ops};
	AIBinder *plain = language_binder();
	firm_IFirm *firm = firm_IFirm_new(&impl);

	ck_assert_ptr_nonnull(firm);
	ck_assert_int_eq(stability_of(firm_IFirm_asBinder(firm)), 63);
	ck_assert_int_eq(stability_of(plain), 12);
	/* Generated code names the marks weakly, which takes nothing out of a static library. */
	AIBinder_forceDowngradeToSystemStability(plain);
	AIBinder_decStrong(plain);
	firm_IFirm_release(firm);
}
END_TEST

static Suite *language_suite(void)
{
	Suite *s = suite_create("language");
	TCase *t = tcase_create("values");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, holder_in_a_parcel);
	tcase_add_test(t, holder_of_one_type);
	tcase_add_test(t, holder_in_a_holder);
	tcase_add_test(t, vintf_holder);
	tcase_add_test(t, holder_with_a_wrong_head);
	tcase_add_test(t, bent_holders);
	tcase_add_test(t, tags_in_a_parcel);
	tcase_add_test(t, union_of_a_fixed_size);
	tcase_add_test(t, depth_of_several_types);
	tcase_add_test(t, depth_of_a_union);
	tcase_add_test(t, values_by_pointer);
	tcase_add_test(t, newer_reader);
	tcase_add_test(t, older_reader);
	tcase_add_test(t, newer_caller);
	tcase_add_test(t, version_and_hash);
	tcase_add_test(t, vintf_objects);
	suite_add_tcase(s, t);
	direct_language(s);
	marshalled_language(s);
	return s;
}

CHECK_TAP_MAIN(language_suite)
