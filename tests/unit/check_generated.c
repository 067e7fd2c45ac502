/* SPDX-License-Identifier: MIT */
/*
 * check_generated.c - values of generated types: copies, bytes, and bytes that lie
 *
 * Run under AddressSanitizer this also shows that nothing is leaked or read outside,
 * whatever a parcel holds.
 */
#include "check_tap.h"

#include <string.h>

#include "generated/Data.h"
#include "generated/Tree.h"
#include "generated/Value.h"
#include "generated_calls.h"

/* A value with something in every member. */
static void fill(generated_Data *d)
{
	static double grid[2][3] = {{1, 2, 3}, {4, 5, 6}};

	ck_assert_int_eq(generated_Data_init(d), STATUS_OK);
	d->big = INT64_MAX;
	d->real = -0.25;
	aidl_String_copy(&d->text, "Grüße, \xf0\x9f\x98\x80");
	aidl_String_copy(&d->none, "now there");
	ck_assert_int_eq(aidl_ByteArray_alloc(&d->bytes, 5), STATUS_OK);
	d->bytes.data[4] = -1;
	ck_assert_int_eq(aidl_BoolArray_alloc(&d->flags, 3), STATUS_OK);
	d->flags.data[1] = true;
	ck_assert_int_eq(aidl_CharArray_alloc(&d->letters, 2), STATUS_OK);
	d->letters.data[0] = 0xffff;
	ck_assert_int_eq(aidl_Int64Array_alloc(&d->longs, 2), STATUS_OK);
	d->longs.data[1] = INT64_MIN;
	ck_assert_int_eq(aidl_FloatArray_alloc(&d->floats, 1), STATUS_OK);
	ck_assert_int_eq(aidl_DoubleArray_alloc(&d->doubles, 1), STATUS_OK);
	ck_assert_int_eq(aidl_StringArray_alloc(&d->holes, 3), STATUS_OK);
	aidl_String_copy(&d->holes.data[1], "between");
	ck_assert_int_eq(generated_Kind_Array_alloc(&d->kinds, 2), STATUS_OK);
	d->kinds.data[0] = generated_Kind_ALL;
	memcpy(d->grid, grid, sizeof(grid));
	aidl_String_copy(&d->pair[1], "second");
	d->switches[1] = true;
	d->maybe = calloc(1, sizeof(*d->maybe));
	(*d->maybe)[3] = 77;
	d->names = calloc(1, sizeof(*d->names));
	aidl_String_copy(&(*d->names)[1], "named");
	d->noPart = generated_Data_Part_new();
	ck_assert_int_eq(generated_Data_Part_Array_alloc(&d->parts, 2), STATUS_OK);
	for (int i = 0; i < 2; i++)
		ck_assert_int_eq(generated_Data_Part_init(&d->parts.data[i]), STATUS_OK);
	ck_assert_int_eq(generated_Data_Part_NullableArray_alloc(&d->maybeParts, 2), STATUS_OK);
	d->maybeParts.data[1] = generated_Data_Part_new();
	d->twoParts[1].x = 5;
	ck_assert_int_eq(aidl_StringArray_alloc(&d->list, 1), STATUS_OK);
	aidl_String_copy(&d->list.data[0], "listed");
}

START_TEST(defaults)
{
	generated_Data d;

	ck_assert_int_eq(generated_Data_init(&d), STATUS_OK);
	ck_assert(d.flag);
	ck_assert_int_eq(d.small, -3);
	ck_assert_int_eq(d.letter, 'x');
	ck_assert_int_eq(d.number, 42);
	ck_assert(d.half == 0.5f);
	ck_assert_int_eq(d.kind, generated_Kind_SOME);
	ck_assert_str_eq(d.text, "text");
	ck_assert_str_eq(d.empty, "");
	ck_assert_ptr_null(d.none);
	ck_assert_int_eq(d.ints.length, 3);
	ck_assert_int_eq(d.ints.data[2], 3);
	ck_assert_int_eq(d.bytes.length, 0);
	ck_assert_str_eq(d.texts.data[1], "b");
	ck_assert_int_eq(d.holes.length, -1);
	ck_assert_int_eq(d.triple[2], 6);
	ck_assert_str_eq(d.pair[1], "");
	ck_assert_ptr_null(d.maybe);
	ck_assert_str_eq(d.twoParts[1].name, "part");
	generated_Data_clear(&d);
	ck_assert_ptr_null(d.text);
	generated_Data_clear(&d);
}
END_TEST

START_TEST(copies_are_deep)
{
	generated_Data a, b = {0};
	char *text, *copied;

	fill(&a);
	ck_assert_int_eq(generated_Data_copy(&b, &a), STATUS_OK);
	ck_assert(generated_Data_equals(&a, &b));
	text = generated_Data_toString(&a);
	(*b.names)[1][0]++;
	ck_assert(!generated_Data_equals(&a, &b));
	(*b.names)[1][0]--;
	generated_Data_clear(&a);
	copied = generated_Data_toString(&b);
	ck_assert_str_eq(text, copied);
	ck_assert_ptr_nonnull(strstr(text, "grid: [[1, 2, 3], [4, 5, 6]]"));
	ck_assert_int_eq(generated_Data_copy(&b, &b), STATUS_OK);
	free(text);
	free(copied);
	generated_Data_clear(&b);
}
END_TEST

/* The bytes of a filled value, from malloc. */
static uint8_t *bytes_of(int32_t *size)
{
	AParcel *p = AParcel_create();
	generated_Data d;
	uint8_t *bytes;

	fill(&d);
	ck_assert_int_eq(generated_Data_writeToParcel(&d, p), STATUS_OK);
	*size = AParcel_getDataSize(p);
	bytes = malloc((size_t)*size);
	ck_assert_int_eq(AParcel_marshal(p, bytes, 0, (size_t)*size), STATUS_OK);
	generated_Data_clear(&d);
	AParcel_delete(p);
	return bytes;
}

static AParcel *parcel_of(const void *bytes, size_t size)
{
	AParcel *p = AParcel_create();

	if (size > 0)
		ck_assert_int_eq(AParcel_unmarshal(p, bytes, size), STATUS_OK);
	AParcel_setDataPosition(p, 0);
	return p;
}

/* Reads a value that may be nonsense; what was read is freed, what was refused left nothing. */
static binder_status_t try_read(const uint8_t *bytes, size_t size)
{
	static const generated_Data zero;
	AParcel *p = parcel_of(bytes, size);
	generated_Data d = {0}, empty = {0};
	binder_status_t r = generated_Data_readFromParcel(&d, p);

	if (r != STATUS_OK)
		ck_assert(generated_Data_equals(&d, &empty) &&
			  memcmp(&empty, &zero, sizeof(zero)) == 0);
	generated_Data_clear(&d);
	AParcel_delete(p);
	return r;
}

START_TEST(what_is_written_is_read)
{
	int32_t size;
	uint8_t *bytes = bytes_of(&size);
	AParcel *p = parcel_of(bytes, (size_t)size);
	generated_Data a, b = {0};

	fill(&a);
	ck_assert_int_eq(generated_Data_readFromParcel(&b, p), STATUS_OK);
	ck_assert_int_eq(AParcel_getDataPosition(p), size);
	ck_assert(generated_Data_equals(&a, &b));
	generated_Data_clear(&a);
	generated_Data_clear(&b);
	AParcel_delete(p);
	free(bytes);
}
END_TEST

/* The size word says more than there is, so that every cut is refused. */
START_TEST(cut_anywhere)
{
	int32_t size;
	uint8_t *bytes = bytes_of(&size);

	for (int32_t cut = 0; cut < size; cut += 4)
		ck_assert_int_ne(try_read(bytes, (size_t)cut), STATUS_OK);
	free(bytes);
}
END_TEST

/* With the size word cut too: an older writer, or a member that lost its end. */
START_TEST(cut_with_its_size)
{
	int32_t size;
	uint8_t *bytes = bytes_of(&size);

	for (int32_t cut = 4; cut < size; cut += 4) {
		memcpy(bytes, &cut, sizeof(cut));
		try_read(bytes, (size_t)cut);
	}
	free(bytes);
}
END_TEST

START_TEST(bent_bits)
{
	int32_t size;
	uint8_t *bytes = bytes_of(&size);

	for (int32_t i = 0; i < size * 8; i++) {
		bytes[i / 8] ^= (uint8_t)(1 << (i % 8));
		try_read(bytes, (size_t)size);
		bytes[i / 8] ^= (uint8_t)(1 << (i % 8));
	}
	free(bytes);
}
END_TEST

START_TEST(bent_words)
{
	static const uint32_t words[] = { 0,	     1,		 2,	  0x7fffffff, 0x80000000,
					 0xffffffff, 0xfffffffe, 0x10000, 0x40000000};
	int32_t size;
	uint8_t *bytes = bytes_of(&size);

	for (int32_t at = 0; at + 4 <= size; at += 4) {
		uint32_t saved;

		memcpy(&saved, bytes + at, 4);
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
			memcpy(bytes + at, &words[i], 4);
			try_read(bytes, (size_t)size);
		}
		memcpy(bytes + at, &saved, 4);
	}
	free(bytes);
}
END_TEST

/* Reads one value of type Value or Tree and frees it. */
static void try_others(const uint8_t *bytes, size_t size)
{
	AParcel *p = parcel_of(bytes, size);
	generated_Value value = {0};
	generated_Tree tree = {0};

	generated_Value_readFromParcel(&value, p);
	generated_Value_clear(&value);
	AParcel_setDataPosition(p, 0);
	generated_Tree_readFromParcel(&tree, p);
	generated_Tree_clear(&tree);
	AParcel_delete(p);
}

/* Each word of a parcel replaced by others, and the parcel cut before it. */
static void bend_others(AParcel *p)
{
	static const uint32_t words[] = { 0, 1, 2, 5, 0x7fffffff, 0xffffffff };
	size_t size = (size_t)AParcel_getDataSize(p);
	uint8_t *bytes = malloc(size);

	ck_assert_int_eq(AParcel_marshal(p, bytes, 0, size), STATUS_OK);
	for (size_t at = 0; at + 4 <= size; at += 4) {
		uint32_t saved;

		try_others(bytes, at);
		memcpy(&saved, bytes + at, 4);
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
			memcpy(bytes + at, &words[i], 4);
			try_others(bytes, size);
		}
		memcpy(bytes + at, &saved, 4);
	}
	free(bytes);
	AParcel_delete(p);
}

START_TEST(bent_unions_and_trees)
{
	static int32_t square[2][2];
	generated_Value value;
	generated_Data_Part part;
	generated_Tree tree;
	aidl_Int32Array list = {NULL, 0};
	AParcel *nested = AParcel_create();

	ck_assert_int_eq(aidl_Int32Array_alloc(&list, 3), STATUS_OK);
	ck_assert_int_eq(generated_Data_Part_init(&part), STATUS_OK);
	ck_assert_int_eq(generated_Value_init(&value), STATUS_OK);
	for (int i = 0; i < 5; i++) {
		AParcel *p = AParcel_create();

		switch (i) {
		case 0:
			ck_assert_int_eq(generated_Value_set_text(&value, "text"), STATUS_OK);
			break;
		case 1:
			ck_assert_int_eq(generated_Value_set_list(&value, &list), STATUS_OK);
			break;
		case 2:
			generated_Value_set_square(&value, square);
			break;
		case 3:
			ck_assert_int_eq(generated_Value_set_part(&value, &part), STATUS_OK);
			break;
		default:
			ck_assert_int_eq(generated_Value_set_maybe(&value, NULL), STATUS_OK);
			break;
		}
		ck_assert_int_eq(generated_Value_writeToParcel(&value, p), STATUS_OK);
		bend_others(p);
	}
	generated_Value_clear(&value);
	generated_Data_Part_clear(&part);
	aidl_Int32Array_clear(&list);

	ck_assert_int_eq(generated_Tree_init(&tree), STATUS_OK);
	ck_assert_int_eq(generated_Tree_Array_alloc(&tree.children, 3), STATUS_OK);
	tree.children.data[1].next = generated_Tree_new();
	ck_assert_int_eq(generated_Tree_writeToParcel(&tree, nested), STATUS_OK);
	bend_others(nested);
	generated_Tree_clear(&tree);
}
END_TEST

START_TEST(random_bytes)
{
	uint8_t bytes[512];
	uint32_t seed = 1;

	for (int round = 0; round < 2000; round++) {
		for (size_t i = 0; i < sizeof(bytes); i += 4) {
			uint32_t word;

			seed = seed * 1664525 + 1013904223;
			word = seed >> 16 & (seed & 0x8000 ? 0x3 : 0xffff);
			memcpy(bytes + i, &word, 4);
		}
		bytes[0] = 0;
		bytes[1] = 2; /* a size of 512 */
		try_read(bytes, sizeof(bytes));
	}
}
END_TEST

/* Part {int x, String name}: body of what an older and a newer writer send. */
START_TEST(older_and_newer_writers)
{
	static const int32_t older[] = { 8, 37 };
	static const int32_t newer[] = { 20, 37, 0, 0, 99, 5 };
	static const int32_t smaller[] = { 3, 37 };
	static const int32_t further[] = { 64, 37, 0, 0 };
	static const int32_t astride[] = { 12, 37, 1, 0x61 };
	generated_Data_Part part = {0};
	int32_t after = 0;
	AParcel *p = parcel_of(older, sizeof(older));

	ck_assert_int_eq(generated_Data_Part_readFromParcel(&part, p), STATUS_OK);
	ck_assert_int_eq(part.x, 37);
	ck_assert_str_eq(part.name, "part");
	AParcel_delete(p);

	p = parcel_of(newer, sizeof(newer));
	ck_assert_int_eq(generated_Data_Part_readFromParcel(&part, p), STATUS_OK);
	ck_assert_str_eq(part.name, "");
	ck_assert_int_eq(AParcel_readInt32(p, &after), STATUS_OK);
	ck_assert_int_eq(after, 5);
	AParcel_delete(p);

	p = parcel_of(smaller, sizeof(smaller));
	ck_assert_int_eq(generated_Data_Part_readFromParcel(&part, p), STATUS_BAD_VALUE);
	ck_assert_ptr_null(part.name);
	AParcel_delete(p);
	p = parcel_of(further, sizeof(further));
	ck_assert_int_eq(generated_Data_Part_readFromParcel(&part, p), STATUS_NOT_ENOUGH_DATA);
	AParcel_delete(p);
	p = parcel_of(astride, sizeof(astride));
	ck_assert_int_eq(generated_Data_Part_readFromParcel(&part, p), STATUS_BAD_VALUE);
	ck_assert_ptr_null(part.name);
	AParcel_delete(p);
}
END_TEST

START_TEST(strings_with_nul_are_refused)
{
	AParcel *p = AParcel_create();
	char *text = NULL;

	ck_assert_int_eq(AParcel_writeString(p, "a\0b", 3), STATUS_OK);
	AParcel_setDataPosition(p, 0);
	ck_assert_int_eq(aidl_read_string(p, &text), STATUS_BAD_VALUE);
	ck_assert_ptr_null(text);
	AParcel_delete(p);
}
END_TEST

/* Where standard input is closed, the next descriptor is 0, which is null to generated code. */
START_TEST(no_descriptor_is_0)
{
	AParcel *p = AParcel_create();
	int fd = -1, sent = open("/dev/null", O_RDONLY | O_CLOEXEC);

	ck_assert_int_gt(sent, 0);
	ck_assert_int_eq(aidl_write_fd(p, sent), STATUS_OK);
	AParcel_setDataPosition(p, 0);
	close(0);
	ck_assert_int_eq(aidl_read_fd(p, &fd), STATUS_OK);
	ck_assert_int_gt(fd, 2);
	ck_assert_int_eq(fcntl(0, F_GETFD), -1);
	aidl_Fd_clear(&fd);
	close(sent);
	AParcel_delete(p);
}
END_TEST

/* Tree {value, children, next}: depth bodies inside each other by next. */
static binder_status_t read_nested(int depth)
{
	AParcel *p = AParcel_create();
	int32_t *starts = calloc((size_t)depth, sizeof(*starts));
	generated_Tree tree = {0};
	binder_status_t r;

	for (int i = 0; i < depth; i++) {
		starts[i] = AParcel_getDataPosition(p);
		AParcel_writeInt32(p, 0);
		AParcel_writeInt32(p, i);
		AParcel_writeInt32(p, 0);
		AParcel_writeInt32(p, i < depth - 1);
	}
	for (int i = 0; i < depth; i++)
		aidl_write_size(p, starts[i]);
	AParcel_setDataPosition(p, 0);
	r = generated_Tree_readFromParcel(&tree, p);
	if (r != STATUS_OK)
		ck_assert_ptr_null(tree.next);
	generated_Tree_clear(&tree);
	AParcel_delete(p);
	free(starts);
	return r;
}

START_TEST(depth_is_limited)
{
	ck_assert_int_eq(read_nested(1), STATUS_OK);
	ck_assert_int_eq(read_nested(AIDL_MAX_DEPTH), STATUS_OK);
	ck_assert_int_eq(read_nested(AIDL_MAX_DEPTH + 1), STATUS_BAD_VALUE);
	ck_assert_int_eq(read_nested(20000), STATUS_BAD_VALUE);
	ck_assert_int_eq(read_nested(AIDL_MAX_DEPTH), STATUS_OK);
}
END_TEST

START_TEST(memory_of_an_array_is_limited)
{
	const int32_t most = (int32_t)(AIDL_MAX_READ_BYTES / sizeof(generated_Data_Part));
	generated_Data_Part_Array array = {0};

	ck_assert_int_eq(generated_Data_Part_Array_alloc(&array, most + 1), STATUS_NO_MEMORY);
	ck_assert_ptr_null(array.data);
	ck_assert_int_eq(array.length, 0);
	ck_assert_int_eq(generated_Data_Part_Array_alloc(&array, 2), STATUS_OK);
	ck_assert_int_eq(array.length, 2);
	generated_Data_Part_Array_clear(&array);
}
END_TEST

START_TEST(unions)
{
	static const int32_t unknown[] = { 77, 0 };
	generated_Value a, b = {0};
	const generated_Data_Part *part;
	generated_Data_Part mine;
	int32_t square[2][2] = {{1, 2}, {3, 4}}, (*got)[2];
	AParcel *p = parcel_of(unknown, sizeof(unknown));
	char *text;

	ck_assert_int_eq(generated_Value_init(&a), STATUS_OK);
	ck_assert_int_eq(generated_Value_readFromParcel(&a, p), STATUS_BAD_VALUE);
	ck_assert_int_eq(a.tag, 0);
	AParcel_delete(p);
	ck_assert_int_eq(generated_Data_Part_init(&mine), STATUS_OK);
	ck_assert_int_eq(generated_Value_set_part(&a, &mine), STATUS_OK);
	generated_Data_Part_clear(&mine);
	ck_assert(generated_Value_get_part(&a, &part));
	ck_assert_str_eq(part->name, "part");
	ck_assert_int_eq(generated_Value_copy(&b, &a), STATUS_OK);
	ck_assert(generated_Value_equals(&a, &b));
	text = generated_Value_toString(&b);
	ck_assert_str_eq(text, "Value{part: Part{x: 1, name: \"part\"}}");
	free(text);
	generated_Value_set_square(&a, square);
	ck_assert(!generated_Value_equals(&a, &b));
	ck_assert(generated_Value_get_square(&a, &got));
	ck_assert_int_eq(got[1][0], 3);
	generated_Value_set_square(&a, got); /* what it holds itself */
	ck_assert(generated_Value_get_square(&a, &got));
	ck_assert_int_eq(got[0][0], 1);
	ck_assert_int_eq(got[1][1], 4);
	generated_Value_clear(&a);
	generated_Value_clear(&b);
}
END_TEST

START_TEST(enums)
{
	ck_assert_str_eq(generated_Kind_toString(generated_Kind_SOME), "SOME");
	ck_assert_str_eq(generated_Kind_toString(12345), "?");
	ck_assert_int_eq(generated_Kind_COUNT, 3);
	ck_assert_int_eq(generated_Kind_values[2], generated_Kind_ALL);
}
END_TEST

static Suite *generated_suite(void)
{
	Suite *s = suite_create("generated");
	TCase *t = tcase_create("values");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, defaults);
	tcase_add_test(t, copies_are_deep);
	tcase_add_test(t, what_is_written_is_read);
	tcase_add_test(t, cut_anywhere);
	tcase_add_test(t, cut_with_its_size);
	tcase_add_test(t, bent_bits);
	tcase_add_test(t, bent_words);
	tcase_add_test(t, bent_unions_and_trees);
	tcase_add_test(t, random_bytes);
	tcase_add_test(t, older_and_newer_writers);
	tcase_add_test(t, strings_with_nul_are_refused);
	tcase_add_test(t, no_descriptor_is_0);
	tcase_add_test(t, depth_is_limited);
	tcase_add_test(t, memory_of_an_array_is_limited);
	tcase_add_test(t, unions);
	tcase_add_test(t, enums);
	suite_add_tcase(s, t);
	direct_calls(s);
	marshalled_calls(s);
	return s;
}

CHECK_TAP_MAIN(generated_suite)
