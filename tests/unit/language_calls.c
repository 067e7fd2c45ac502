/* SPDX-License-Identifier: MIT */
/*
 * language_calls.c - arguments of every shape, holders, tags and permissions in calls
 *
 * Compiled twice, for direct calls and for marshalled ones, which give the same answers.
 */
#include "language.h"

#include <fcntl.h>

#include "lang/ILang.h"
#include "lang/Item.h"
#include "lang/Shape.h"
#include "lang/Slot.h"
#include "lang/Tagged.h"
#include "lang/Word.h"

#ifdef CALLS_DIRECT
#define L(name) copy_##name
#define SUITE_CASE direct_language
#else
#define L(name) lang_##name
#define SUITE_CASE marshalled_language
#endif

static L(ILang) *lang;

static void setup(void)
{
	lang = L(ILang_fromBinder)(language_binder());
	ck_assert_ptr_nonnull(lang);
}

static void teardown(void)
{
	L(ILang_release)(lang);
}

static bool ok(AStatus *status)
{
	char text[200];

	if (!status)
		return true;
	fprintf(stderr, "# %s\n", aidl_describe(status, text, sizeof(text)));
	AStatus_delete(status);
	return false;
}

static binder_status_t failed(AStatus *status)
{
	binder_status_t r = AStatus_getStatus(status);

	ck_assert_int_eq(AStatus_getExceptionCode(status), EX_TRANSACTION_FAILED);
	AStatus_delete(status);
	return r;
}

START_TEST(lists_of_binders)
{
	AIBinder *self = L(ILang_asBinder)(lang);
	aidl_BinderArray a = {0}, b = {0}, c = {0}, ret = {0};

	aidl_BinderArray_alloc(&a, 2);
	aidl_Binder_copy(&a.data[0], self);
	aidl_Binder_copy(&a.data[1], self);
	aidl_BinderArray_alloc(&c, 1);
	aidl_Binder_copy(&c.data[0], self);
	ck_assert(ok(L(ILang_binders)(lang, &a, &b, &c, &ret)));
	ck_assert(aidl_BinderArray_equals(&a, &ret) && aidl_BinderArray_equals(&a, &c));
	ck_assert_int_eq(b.length, 1);
	ck_assert_ptr_eq(b.data[0], self);

	aidl_Binder_clear(&a.data[1]);
	aidl_BinderArray_clear(&ret);
	ck_assert_int_eq(failed(L(ILang_binders)(lang, &a, &b, &c, &ret)), STATUS_UNEXPECTED_NULL);
	ck_assert_int_eq(c.length, 2); /* as it was */
	ck_assert_int_eq(b.length, 0);
	aidl_BinderArray_clear(&a);
	aidl_BinderArray_clear(&b);
	aidl_BinderArray_clear(&c);
	aidl_BinderArray_clear(&ret);
}
END_TEST

START_TEST(lists_of_interfaces)
{
	L(ILang_Array) a = {0}, b = {0}, c = {0}, ret = {0};

	ck_assert_int_eq(L(ILang_Array_alloc)(&a, 2), STATUS_OK);
	a.data[1] = L(ILang_acquire)(lang);
	ck_assert_int_eq(L(ILang_Array_alloc)(&b, 5), STATUS_OK);
	ck_assert_int_eq(L(ILang_Array_alloc)(&c, 1), STATUS_OK);
	c.data[0] = L(ILang_acquire)(lang);
	ck_assert(ok(L(ILang_friends)(lang, &a, &b, &c, &ret)));
	ck_assert_int_eq(ret.length, 2);
	ck_assert_ptr_null(ret.data[0]);
	ck_assert_ptr_eq(ret.data[1], lang);
	ck_assert_int_eq(b.length, 1);
	ck_assert_ptr_eq(b.data[0], lang);
	L(ILang_Array_clear)(&ret);

	ck_assert_int_eq(L(ILang_Array_alloc)(&a, -1), STATUS_OK);
	ck_assert(ok(L(ILang_friends)(lang, &a, &b, &c, &ret)));
	ck_assert_int_eq(ret.length, -1);
	L(ILang_Array_clear)(&a);
	L(ILang_Array_clear)(&b);
	L(ILang_Array_clear)(&c);
}
END_TEST

START_TEST(lists_of_files)
{
	int file = open("/dev/null", O_RDONLY | O_CLOEXEC);
	aidl_FdArray a = {0}, b = {0}, c = {0}, ret = {0};

	aidl_FdArray_alloc(&a, 1);
	a.data[0] = file;
	ck_assert(ok(L(ILang_files)(lang, &a, &b, &c, &ret)));
	ck_assert_int_eq(ret.length, 1);
	ck_assert_int_ge(fcntl(ret.data[0], F_GETFD), FD_CLOEXEC);
	ck_assert_int_ne(ret.data[0], file);
	ck_assert_int_eq(c.length, 1);
	ck_assert_int_eq(b.length, 0);
	aidl_FdArray_clear(&a);
	aidl_FdArray_clear(&b);
	aidl_FdArray_clear(&c);
	aidl_FdArray_clear(&ret);
}
END_TEST

START_TEST(lists_of_parcelables)
{
	L(Item_Array) a = {0}, ret = {0};
	L(Item_NullableArray) b = {0}, c = {0};

	ck_assert_int_eq(L(Item_Array_alloc)(&a, 2), STATUS_OK);
	ck_assert_int_eq(L(Item_init)(&a.data[0]), STATUS_OK);
	ck_assert_int_eq(L(Item_init)(&a.data[1]), STATUS_OK);
	ck_assert_int_eq(L(Item_NullableArray_alloc)(&c, 2), STATUS_OK);
	c.data[1] = L(Item_new)();
	ck_assert(ok(L(ILang_items)(lang, &a, &b, &c, &ret)));
	ck_assert_int_eq(ret.length, 2);
	ck_assert(L(Item_equals)(&ret.data[1], &a.data[1]));
	ck_assert_int_eq(b.length, 2);
	ck_assert_ptr_null(b.data[0]);
	ck_assert_str_eq(b.data[1]->name, "item");
	ck_assert_int_eq(c.length, -1);
	L(Item_Array_clear)(&a);
	L(Item_NullableArray_clear)(&b);
	L(Item_NullableArray_clear)(&c);
	L(Item_Array_clear)(&ret);
}
END_TEST

START_TEST(lists_of_strings_and_enums)
{
	aidl_StringArray a = {0}, b = {0}, c = {0}, ret = {0};
	L(Kind_Array) ka = {0}, kb = {NULL, 3}, kc = {0}, kret = {0};

	aidl_StringArray_alloc(&a, 1);
	aidl_String_copy(&a.data[0], "");
	ck_assert(ok(L(ILang_texts)(lang, &a, &b, &c, &ret)));
	ck_assert_int_eq(ret.length, 1);
	ck_assert_str_eq(ret.data[0], "");
	ck_assert_str_eq(c.data[0], "");
	aidl_StringArray_clear(&a);
	aidl_StringArray_clear(&b);
	aidl_StringArray_clear(&c);
	aidl_StringArray_clear(&ret);

	ck_assert_int_eq(L(Kind_Array_alloc)(&ka, 1), STATUS_OK);
	ka.data[0] = L(Kind_MOST);
	ck_assert(ok(L(ILang_kinds)(lang, &ka, &kb, &kc, &kret)));
	ck_assert_int_eq(kret.data[0], INT64_C(1) << 40);
	ck_assert_int_eq(kb.length, 3);
	ck_assert_int_eq(kb.data[2], L(Kind_MOST));
	ck_assert_int_eq(kc.length, -1);
	L(Kind_Array_clear)(&ka);
	L(Kind_Array_clear)(&kb);
	L(Kind_Array_clear)(&kret);
}
END_TEST

START_TEST(strings_in_two_dimensions)
{
	char *a[2][3] = {{0}}, *b[2][3] = {{0}}, *ret[2][3];
	char *(*c)[2][3] = calloc(1, sizeof(*c));

	for (int i = 0; i < 6; i++) {
		char text[2] = {(char)('a' + i), 0};

		aidl_String_copy(&a[i / 3][i % 3], text);
		aidl_String_copy(&(*c)[i / 3][i % 3], text);
	}
	ck_assert(ok(L(ILang_grid)(lang, a, b, &c, ret)));
	ck_assert_str_eq(ret[1][2], "f");
	ck_assert_str_eq(b[0][1], "b");
	ck_assert_ptr_null((*c)[1][1]);
	for (int i = 0; i < 6; i++) {
		free(a[i / 3][i % 3]);
		aidl_String_clear(&b[i / 3][i % 3]);
		free(ret[i / 3][i % 3]);
		a[i / 3][i % 3] = NULL;
	}
	ck_assert_int_eq(failed(L(ILang_grid)(lang, a, b, &c, ret)), STATUS_UNEXPECTED_NULL);
	ck_assert_ptr_null(ret[1][2]);
	free(c);
}
END_TEST

START_TEST(parcelables_in_two_dimensions)
{
	L(Item) a[2][2], b[2][2] = {{{0}}}, c[2][2] = {{{0}}}, ret[2][2];

	for (int i = 0; i < 4; i++) {
		ck_assert_int_eq(L(Item_init)(&a[i / 2][i % 2]), STATUS_OK);
		ck_assert_int_eq(L(Item_init)(&c[i / 2][i % 2]), STATUS_OK);
		aidl_String_copy(&c[i / 2][i % 2].name, "c");
	}
	aidl_String_copy(&a[1][0].name, "here");
	ck_assert(ok(L(ILang_boxes)(lang, a, b, c, ret)));
	ck_assert_str_eq(ret[1][0].name, "here");
	ck_assert_str_eq(b[1][1].name, "item"); /* made with its defaults */
	ck_assert_str_eq(c[0][0].name, "item");
	for (int i = 0; i < 4; i++) {
		L(Item_clear)(&a[i / 2][i % 2]);
		L(Item_clear)(&b[i / 2][i % 2]);
		L(Item_clear)(&c[i / 2][i % 2]);
		L(Item_clear)(&ret[i / 2][i % 2]);
	}
}
END_TEST

static void drop_objects(AIBinder *(*objects)[2][2])
{
	for (int i = 0; objects && i < 4; i++)
		aidl_Binder_clear(&(*objects)[i / 2][i % 2]);
	free(objects);
}

START_TEST(binders_in_two_dimensions)
{
	AIBinder *self = L(ILang_asBinder)(lang);
	AIBinder *a[2][2] = {{NULL, self}, {NULL, NULL}};
	AIBinder *(*b)[2][2] = NULL, *(*c)[2][2] = calloc(1, sizeof(*c)), *(*ret)[2][2];

	aidl_Binder_copy(&(*c)[1][1], self);
	ck_assert(ok(L(ILang_objects)(lang, &a, &b, &c, &ret)));
	ck_assert_ptr_eq((*ret)[0][1], self);
	ck_assert_ptr_null((*ret)[1][1]);
	ck_assert_ptr_eq((*b)[1][1], self);
	ck_assert_ptr_null(c);
	drop_objects(b);
	drop_objects(ret);
	b = NULL;
	ck_assert(ok(L(ILang_objects)(lang, NULL, &b, &c, &ret)));
	ck_assert_ptr_null(ret);
	ck_assert_ptr_null(b);
}
END_TEST

START_TEST(files_in_an_array)
{
	int a[2] = {1, 2}, c[2], ret[2];
	int (*b)[2] = NULL;

	c[0] = open("/dev/null", O_RDONLY | O_CLOEXEC);
	c[1] = open("/dev/zero", O_RDONLY | O_CLOEXEC);
	ck_assert(ok(L(ILang_pipe)(lang, a, &b, c, ret)));
	ck_assert_int_gt(ret[0], 2);
	ck_assert_int_ge(fcntl(ret[1], F_GETFD), FD_CLOEXEC);
	ck_assert_ptr_null(b);
	for (int i = 0; i < 2; i++)
		aidl_Fd_clear(&ret[i]);
	a[0] = 0; /* nobody's standard input goes where nothing was filled in */
	ck_assert_int_eq(failed(L(ILang_pipe)(lang, a, &b, c, ret)), STATUS_UNEXPECTED_NULL);
	for (int i = 0; i < 2; i++)
		aidl_Fd_clear(&c[i]);
}
END_TEST

START_TEST(tags_of_unions)
{
	L(Word) word;
	L(Word_Tag) ret;
	L(Word_Tag_Array) all = {NULL, 2};
	L(Tagged) tagged;

	ck_assert_int_eq(L(Word_init)(&word), STATUS_OK);
	L(Word_set_letter)(&word, 'x');
	ck_assert_int_eq(L(Tagged_init)(&tagged), STATUS_OK);
	ck_assert(ok(L(ILang_tags)(lang, &word, L(Word_TAG_letter), &all, &tagged, &ret)));
	ck_assert_int_eq(ret, L(Word_TAG_letter));
	ck_assert_int_eq(all.length, 2);
	ck_assert_int_eq(all.data[1], L(Word_TAG_other));
	ck_assert_int_eq(tagged.wanted, L(Word_TAG_letter));
	L(Word_Tag_Array_clear)(&all);
	L(Tagged_clear)(&tagged);
	L(Word_clear)(&word);
}
END_TEST

START_TEST(holders)
{
	L(Slot) a, b = {0}, c, ret;
	L(Item) item;

	ck_assert_int_eq(L(Slot_init)(&a), STATUS_OK);
	ck_assert_int_eq(L(Slot_init)(&c), STATUS_OK);
	ck_assert_int_eq(L(Item_init)(&item), STATUS_OK);
	aidl_String_copy(&item.name, "held");
	ck_assert_int_eq(L(Item_writeToHolder)(&item, &a.held), STATUS_OK);
	ck_assert(ok(L(ILang_slots)(lang, &a, &b, &c, &ret)));
	ck_assert(L(Slot_equals)(&a, &ret) && L(Slot_equals)(&a, &c));
	ck_assert(aidl_ParcelableHolder_isEmpty(&b.held));
	aidl_String_copy(&item.name, "");
	ck_assert_int_eq(L(Item_readFromHolder)(&item, &ret.held), STATUS_OK);
	ck_assert_str_eq(item.name, "held");
	ck_assert_int_eq(ret.after, 2);
	L(Item_clear)(&item);
	L(Slot_clear)(&a);
	L(Slot_clear)(&c);
	L(Slot_clear)(&ret);
}
END_TEST

START_TEST(written_by_hand)
{
	double cells[4] = {1, 2, 3, 4};
	byhand_Matrix a = {2, cells}, b = {0}, *c = byhand_Matrix_new();
	byhand_Matrix_Array ret = {0};
	const byhand_Matrix *inside;
	L(Shape) d;

	ck_assert_int_eq(byhand_Matrix_copy(c, &a), STATUS_OK);
	ck_assert_int_eq(L(Shape_init)(&d), STATUS_OK);
	ck_assert(ok(L(ILang_matrices)(lang, &a, &b, &c, &d, &ret)));
	ck_assert_int_eq(ret.length, 2);
	ck_assert(byhand_Matrix_equals(&ret.data[1], &a) && byhand_Matrix_equals(&b, &a));
	ck_assert_ptr_null(c);
	ck_assert(L(Shape_get_matrix)(&d, &inside));
	ck_assert(byhand_Matrix_equals(inside, &a));
	byhand_Matrix_clear(&b);
	L(Shape_clear)(&d);
	byhand_Matrix_Array_clear(&ret);
}
END_TEST

/* A refusal that names the method and what it needs. */
static void refused(AStatus *status, const char *message)
{
	ck_assert_ptr_nonnull(status);
	ck_assert_int_eq(AStatus_getExceptionCode(status), EX_SECURITY);
	ck_assert_str_eq(AStatus_getMessage(status), message);
	AStatus_delete(status);
}

static void permissions(const char *granted)
{
	L(ILang_release)(lang);
	language_permission = granted;
	setup();
	language_permission = granted;
}

START_TEST(refused_without_permission)
{
	static const char *const none[] = {NULL, "", "lang.TWO"};

	for (int i = 0; i < 3; i++) {
		aidl_Int32Array x = {NULL, 3};
		aidl_StringArray texts = {0};
		int32_t n = 9;
		char *text = NULL;

		permissions(none[i]);
		refused(L(ILang_one)(lang, &x, &n), "lang.ILang.one needs the permission lang.ONE");
		ck_assert_int_eq(n, 0);
		ck_assert_int_eq(x.length, 0);
		refused(L(ILang_all)(lang, &texts, &text),
			"lang.ILang.all needs the permissions lang.ONE, lang.TWO");
		ck_assert_ptr_null(text);
		if (i < 2)
			refused(L(ILang_any)(lang),
				"lang.ILang.any needs one of the permissions lang.ONE, lang.TWO");
		else
			ck_assert(ok(L(ILang_any)(lang)));
		language_told = 0;
		ck_assert(ok(L(ILang_quiet)(lang, 1))); /* nobody to tell */
		ck_assert_int_eq(language_told, 0);
		ck_assert(ok(L(ILang_free)(lang, &n)));
		ck_assert_int_eq(n, 1);
	}
	language_permission = NULL;
}
END_TEST

START_TEST(allowed_with_permission)
{
	aidl_Int32Array x = {NULL, 3};
	aidl_StringArray texts = {0};
	int32_t n;
	char *text = NULL;

	permissions("lang.ONE");
	ck_assert(ok(L(ILang_one)(lang, &x, &n)));
	ck_assert_int_eq(n, 3);
	aidl_Int32Array_clear(&x);
	ck_assert(ok(L(ILang_any)(lang)));
	language_told = 0;
	ck_assert(ok(L(ILang_quiet)(lang, 7)));
	ck_assert_int_eq(language_told, 7);
	permissions("lang.ONE lang.TWO");
	ck_assert(ok(L(ILang_all)(lang, &texts, &text)));
	ck_assert_str_eq(text, "all");
	free(text);
	language_permission = NULL;
}
END_TEST

void SUITE_CASE(Suite *s)
{
	TCase *tc = tcase_create("calls");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, lists_of_binders);
	tcase_add_test(tc, lists_of_interfaces);
	tcase_add_test(tc, lists_of_files);
	tcase_add_test(tc, lists_of_parcelables);
	tcase_add_test(tc, lists_of_strings_and_enums);
	tcase_add_test(tc, strings_in_two_dimensions);
	tcase_add_test(tc, parcelables_in_two_dimensions);
	tcase_add_test(tc, binders_in_two_dimensions);
	tcase_add_test(tc, files_in_an_array);
	tcase_add_test(tc, tags_of_unions);
	tcase_add_test(tc, holders);
	tcase_add_test(tc, written_by_hand);
	tcase_add_test(tc, refused_without_permission);
	tcase_add_test(tc, allowed_with_permission);
	suite_add_tcase(s, tc);
}
