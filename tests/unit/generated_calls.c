/* SPDX-License-Identifier: MIT */
/*
 * generated_calls.c - what a caller of generated.ICheck may rely on
 *
 * Compiled twice: with the copy of the interface that the service is made from, whose
 * calls are direct, and with another copy, whose calls are marshalled. Both must give
 * the same answers.
 */
#include <check.h>
#include <errno.h>
#include <fcntl.h>

#include "generated/Data.h"
#include "generated/Holder.h"
#include "generated/ICheck.h"
#include "generated/IOther.h"
#include "generated/Tree.h"
#include "generated/Value.h"
#include "generated_calls.h"

#ifdef CALLS_DIRECT
#define G(name) copy_##name
#define SUITE_CASE direct_calls
#else
#define G(name) generated_##name
#define SUITE_CASE marshalled_calls
#endif

static G(ICheck) *check;

static void setup(void)
{
	check = G(ICheck_fromBinder)(service_binder());
	ck_assert_ptr_nonnull(check);
}

static void teardown(void)
{
	G(ICheck_release)(check);
	ck_assert_int_eq(service_count(), 0);
}

/* Holds where the call went well. */
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
	binder_status_t r;

	ck_assert_ptr_nonnull(status);
	ck_assert_int_eq(AStatus_getExceptionCode(status), EX_TRANSACTION_FAILED);
	r = AStatus_getStatus(status);
	AStatus_delete(status);
	return r;
}

START_TEST(scalars_and_strings)
{
	char *text = (char *)1;
	int32_t sum = -1;

	ck_assert(ok(G(ICheck_add)(check, 2, 3, &sum)));
	ck_assert_int_eq(sum, 5);
	ck_assert(ok(G(ICheck_join)(check, "é", "", &text)));
	ck_assert_str_eq(text, "é+");
	free(text);
	ck_assert(ok(G(ICheck_join)(check, "a", NULL, &text)));
	ck_assert_str_eq(text, "a+null");
	free(text);
	ck_assert(ok(G(ICheck_nothing)(check, &text)));
	ck_assert_ptr_null(text);
}
END_TEST

START_TEST(null_arguments)
{
	G(Data) out = {0}, inout = {0}, ret;
	char *text = (char *)1;
	int fd = 99;
	aidl_BoolArray flags = {NULL, -1};
	G(Kind_Array) kinds = {NULL, 0}, kinds_ret;

	ck_assert_int_eq(failed(G(ICheck_join)(check, NULL, "b", &text)), STATUS_UNEXPECTED_NULL);
	ck_assert_ptr_null(text);
	ck_assert_int_eq(failed(G(ICheck_data)(check, NULL, &out, &inout, &ret)),
			 STATUS_UNEXPECTED_NULL);
	ck_assert_ptr_null(ret.text);
	ck_assert_int_eq(failed(G(ICheck_file)(check, -1, -1, &fd)), STATUS_UNEXPECTED_NULL);
	ck_assert_int_eq(fd, -1);
	ck_assert_int_eq(failed(G(ICheck_kinds)(check, &kinds, &flags, &kinds_ret)),
			 STATUS_UNEXPECTED_NULL);
	ck_assert_int_eq(failed(G(ICheck_broken)(check, &text)), STATUS_UNEXPECTED_NULL);
	ck_assert_ptr_null(text);
	ck_assert_int_eq(failed(G(ICheck_add)(NULL, 1, 2, &(int32_t){0})), STATUS_UNEXPECTED_NULL);
}
END_TEST

START_TEST(parcelables_in_all_directions)
{
	G(Data) in, out = {0}, inout, ret;

	ck_assert_int_eq(G(Data_init)(&in), STATUS_OK);
	ck_assert_int_eq(G(Data_init)(&inout), STATUS_OK);
	in.big = INT64_MIN;
	aidl_String_copy(&out.text, "freed by the call");
	ck_assert(ok(G(ICheck_data)(check, &in, &out, &inout, &ret)));
	ck_assert(G(Data_equals)(&in, &ret));
	ck_assert_int_eq(out.number, 42 + 42);
	ck_assert_str_eq(out.text, "text");
	ck_assert_int_eq(inout.number, 43);
	ck_assert_str_eq(inout.text, "changed");
	G(Data_clear)(&in);
	G(Data_clear)(&out);
	G(Data_clear)(&inout);
	G(Data_clear)(&ret);
}
END_TEST

START_TEST(out_arrays_have_the_length_asked_for)
{
	aidl_Int32Array numbers = {NULL, 2}, ret;
	aidl_StringArray texts = {NULL, 3};
	G(Data_Part_Array) parts = {NULL, 1};

	ck_assert(ok(G(ICheck_fill)(check, 7, &numbers, &texts, &parts, &ret)));
	ck_assert_int_eq(ret.length, 3);
	ck_assert_int_eq(ret.data[0], 2);
	ck_assert_int_eq(ret.data[1], 3);
	ck_assert_int_eq(ret.data[2], 1);
	ck_assert_int_eq(numbers.length, 2);
	ck_assert_int_eq(numbers.data[1], 8);
	ck_assert_str_eq(texts.data[2], "filled");
	ck_assert_str_eq(parts.data[0].name, "part");
	aidl_Int32Array_clear(&ret);

	/* What the last call gave is freed by the next; one that is refused leaves all empty. */
	parts.length = 1;
	numbers.length = AIDL_MAX_OUT_LENGTH + 1;
	ck_assert_int_eq(failed(G(ICheck_fill)(check, 7, &numbers, &texts, &parts, &ret)),
			 STATUS_NO_MEMORY);
	ck_assert_int_eq(numbers.length, 0);
	ck_assert_int_eq(texts.length, 0);
	ck_assert_ptr_null(texts.data);
	ck_assert_int_eq(parts.length, 0);
	numbers.length = -1;
	ck_assert_int_eq(failed(G(ICheck_fill)(check, 7, &numbers, &texts, &parts, &ret)),
			 STATUS_UNEXPECTED_NULL);
	ck_assert_int_eq(numbers.length, 0);
}
END_TEST

START_TEST(failures_change_nothing)
{
	static const binder_exception_t codes[] = { EX_ILLEGAL_ARGUMENT, EX_SERVICE_SPECIFIC,
						   EX_TRANSACTION_FAILED};
	G(Data) data;
	aidl_StringArray names = {NULL, 2};

	ck_assert_int_eq(G(Data_init)(&data), STATUS_OK);
	for (int how = 0; how < 3; how++) {
		AStatus *status;

		names.length = 2;
		status = G(ICheck_fail)(check, how, &data, &names);
		ck_assert_ptr_nonnull(status);
		ck_assert_int_eq(AStatus_getExceptionCode(status), codes[how]);
		ck_assert_int_eq(AStatus_getServiceSpecificError(status), how == 1 ? 42 : 0);
		ck_assert_int_eq(AStatus_getStatus(status),
				 how == 2 ? STATUS_PERMISSION_DENIED : STATUS_OK);
		ck_assert_int_eq(data.number, 42);
		ck_assert_int_eq(names.length, 0);
		ck_assert_ptr_null(names.data);
		AStatus_delete(status);
	}
	G(Data_clear)(&data);
}
END_TEST

START_TEST(methods_left_out)
{
	aidl_Int32Array numbers = {NULL, 5};
	G(Data) data;

	ck_assert_int_eq(G(Data_init)(&data), STATUS_OK);
	ck_assert_int_eq(failed(G(ICheck_missing)(check, &numbers, &data)),
			 STATUS_UNKNOWN_TRANSACTION);
	ck_assert_int_eq(numbers.length, 0);
	ck_assert_str_eq(data.text, "text");
	G(Data_clear)(&data);
	ck_assert(ok(G(ICheck_missingToo)(check)));
}
END_TEST

START_TEST(oneway_status_is_dropped)
{
	char *told;

	ck_assert(ok(G(ICheck_tell)(check, "news")));
	told = service_take_told();
	ck_assert_str_eq(told, "news");
	free(told);
	ck_assert_int_eq(failed(G(ICheck_tell)(check, NULL)), STATUS_UNEXPECTED_NULL);
}
END_TEST

START_TEST(fixed_arrays)
{
	int32_t x[2][3] = {{1, 2, 3}, {4, 5, 6}}, y[2] = {10, 20}, ret[2][3];
	char *names[2] = {"ab", "cde"};
	double z[2] = {0};

	ck_assert(ok(G(ICheck_fixed)(check, x, names, y, z, ret)));
	ck_assert_int_eq(ret[1][2], 60);
	ck_assert_int_eq(y[0], 12);
	ck_assert_int_eq(y[1], 23);
	ck_assert(z[0] == 0.5 && z[1] == 23);
}
END_TEST

START_TEST(arrays_of_enums)
{
	int32_t values[] = {G(Kind_SOME), G(Kind_ALL), 99};
	bool bits[] = {true, false};
	G(Kind_Array) kinds = {values, 3}, ret;
	aidl_BoolArray lent = {bits, 2}, flags = {NULL, 0};

	ck_assert_int_eq(aidl_BoolArray_copy(&flags, &lent), STATUS_OK);
	ck_assert(ok(G(ICheck_kinds)(check, &kinds, &flags, &ret)));
	ck_assert(aidl_Int32Array_equals(&ret, &kinds));
	ck_assert(!flags.data[0] && flags.data[1]);
	G(Kind_Array_clear)(&ret);
	aidl_BoolArray_clear(&flags);
}
END_TEST

START_TEST(values_and_trees)
{
	G(Value) value, back;
	G(Tree) tree, *copy;
	int32_t number;
	const char *text;

	ck_assert_int_eq(G(Value_init)(&value), STATUS_OK);
	ck_assert(ok(G(ICheck_value)(check, &value, &back)));
	ck_assert(G(Value_get_number)(&back, &number) && number == 5);
	ck_assert(!G(Value_get_text)(&back, &text));
	ck_assert_int_eq(G(Value_set_text)(&value, "now text"), STATUS_OK);
	G(Value_clear)(&back);
	ck_assert(ok(G(ICheck_value)(check, &value, &back)));
	ck_assert(G(Value_equals)(&value, &back));
	ck_assert(G(Value_get_text)(&back, &text));
	ck_assert_str_eq(text, "now text");
	G(Value_clear)(&back);
	G(Value_clear)(&value);

	ck_assert(ok(G(ICheck_tree)(check, NULL, &copy)));
	ck_assert_ptr_null(copy);
	ck_assert_int_eq(G(Tree_init)(&tree), STATUS_OK);
	ck_assert_int_eq(G(Tree_Array_alloc)(&tree.children, 2), STATUS_OK);
	tree.children.data[1].next = G(Tree_new)();
	tree.children.data[1].next->value = 9;
	ck_assert(ok(G(ICheck_tree)(check, &tree, &copy)));
	ck_assert(G(Tree_equals)(&tree, copy));
	ck_assert_int_eq(copy->children.data[1].next->value, 9);
	G(Tree_delete)(copy);
	G(Tree_clear)(&tree);
}
END_TEST

START_TEST(objects_and_files)
{
	G(Holder) holder = {0}, back = {0};
	int fd = open("/dev/null", O_RDONLY | O_CLOEXEC), ret;

	ck_assert_int_ge(fd, 0);
	ck_assert(ok(G(ICheck_file)(check, fd, -1, &ret)));
	ck_assert_int_gt(ret, fd);
	aidl_Fd_clear(&ret);

	/* All zero, it owns nothing, and a copy neither: its null is -1. */
	ck_assert_int_eq(G(Holder_copy)(&back, &holder), STATUS_OK);
	ck_assert_int_eq(back.file, -1);
	G(Holder_clear)(&back);

	ck_assert_int_eq(G(Holder_init)(&holder), STATUS_OK);
	ck_assert_int_eq(holder.file, -1);
	ck_assert_int_eq(G(Holder_copy)(&back, &holder), STATUS_OK);
	ck_assert_int_eq(back.file, -1);
	G(Holder_clear)(&back);
	ck_assert_int_eq(failed(G(ICheck_holder)(check, &holder, &back)), STATUS_UNEXPECTED_NULL);
	holder.token = G(ICheck_asBinder)(G(ICheck_acquire)(check));
	holder.check = G(ICheck_acquire)(check);
	holder.file = fd;
	ck_assert_int_eq(aidl_FdArray_alloc(&holder.files, 2), STATUS_OK);
	ck_assert_int_eq(aidl_Fd_copy(&holder.files.data[1], fd), STATUS_OK);
	ck_assert_int_eq(G(ICheck_Array_alloc)(&holder.checks, 2), STATUS_OK);
	holder.checks.data[0] = G(ICheck_acquire)(check);
	ck_assert(ok(G(ICheck_holder)(check, &holder, &back)));
	ck_assert_ptr_eq(back.token, G(ICheck_asBinder)(check));
	ck_assert_ptr_eq(back.check, check);
	ck_assert_ptr_eq(back.checks.data[0], check);
	ck_assert_ptr_null(back.checks.data[1]);
	ck_assert_int_eq(back.files.data[0], -1);
	ck_assert_int_ge(fcntl(back.files.data[1], F_GETFD), FD_CLOEXEC);
	ck_assert_int_ge(fcntl(back.file, F_GETFD), FD_CLOEXEC);
	ck_assert_int_ne(back.file, fd);
	G(Holder_clear)(&back);
	G(Holder_clear)(&holder);
	ck_assert(fcntl(fd, F_GETFD) == -1 && errno == EBADF); /* holder owned it */
}
END_TEST

START_TEST(references)
{
	AIBinder *binder = G(ICheck_asBinder)(check);
	int32_t before = AIBinder_debugGetRefCount(binder);
	G(ICheck) *same, *ret;

	ck_assert(!G(ICheck_isRemote)(check));
	ck_assert_ptr_null(G(ICheck_fromBinder)(NULL));
	ck_assert_ptr_null(G(IOther_castBinder)(binder));
	ck_assert_int_eq(AIBinder_debugGetRefCount(binder), before);
	same = G(ICheck_castBinder)(binder);
	ck_assert_ptr_eq(same, check);
	ck_assert_int_eq(AIBinder_debugGetRefCount(binder), before + 1);
	/* Consumed also where the answer is NULL. */
	ck_assert_ptr_null(G(IOther_fromBinder)(G(ICheck_asBinder)(same)));
	ck_assert_int_eq(AIBinder_debugGetRefCount(binder), before);
	ck_assert(ok(G(ICheck_self)(check, check, NULL, &ret)));
	ck_assert_ptr_eq(ret, check);
	G(ICheck_release)(ret);
	ck_assert_int_eq(AIBinder_debugGetRefCount(binder), before);
	ck_assert_int_eq(failed(G(ICheck_self)(check, NULL, NULL, &ret)), STATUS_UNEXPECTED_NULL);
	ck_assert_ptr_null(ret);
	G(ICheck_release)(NULL);
}
END_TEST

/* A zeroed value has a null text, which may not be sent. */
START_TEST(nulls_inside)
{
	G(Data) in = {0}, out = {0}, inout, ret;

	ck_assert_int_eq(G(Data_init)(&inout), STATUS_OK);
	ck_assert_int_eq(failed(G(ICheck_data)(check, &in, &out, &inout, &ret)),
			 STATUS_UNEXPECTED_NULL);
	ck_assert_int_eq(inout.number, 42);
	G(Data_clear)(&inout);
}
END_TEST

/* What no parcel takes is refused by a direct call too. */
START_TEST(what_cannot_be_sent)
{
	static const char *const malformed[] = {
		"\x80", "a\xff", "\xc3", "\xc0\x80", "\xe0\x9f\xbf", "\xed\xa0\x80",
		"\xe2\x82", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80",
	};
	static const char *const formed[] = {
		"\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
		"\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf",
	};
	G(Data) in, out = {0}, inout, ret;
	G(Value) value = {.tag = 99}, got;
	char *text;
	int fd;

	for (size_t i = 0; i < sizeof(malformed) / sizeof(*malformed); i++) {
		ck_assert_int_eq(failed(G(ICheck_join)(check, malformed[i], "", &text)),
				 STATUS_BAD_VALUE);
		ck_assert_int_eq(failed(G(ICheck_join)(check, "", malformed[i], &text)),
				 STATUS_BAD_VALUE);
		ck_assert_ptr_null(text);
	}
	for (size_t i = 0; i < sizeof(formed) / sizeof(*formed); i++) {
		ck_assert(ok(G(ICheck_join)(check, formed[i], "", &text)));
		ck_assert_int_eq(strncmp(text, formed[i], strlen(formed[i])), 0);
		free(text);
	}

	ck_assert_int_eq(G(Data_init)(&in), STATUS_OK);
	ck_assert_int_eq(G(Data_init)(&inout), STATUS_OK);
	in.noInts.length = 3; /* of no elements */
	ck_assert_int_eq(failed(G(ICheck_data)(check, &in, &out, &inout, &ret)), STATUS_BAD_VALUE);
	in.noInts.length = -1;
	in.holes.length = 1;
	ck_assert_int_eq(failed(G(ICheck_data)(check, &in, &out, &inout, &ret)), STATUS_BAD_VALUE);
	in.holes.length = -1;
	in.maybeParts.length = 1;
	ck_assert_int_eq(failed(G(ICheck_data)(check, &in, &out, &inout, &ret)), STATUS_BAD_VALUE);
	in.maybeParts.length = -1;
	ck_assert_int_eq(aidl_String_copy(&in.none, "\xff"), STATUS_OK);
	ck_assert_int_eq(failed(G(ICheck_data)(check, &in, &out, &inout, &ret)), STATUS_BAD_VALUE);
	ck_assert_int_eq(aidl_String_copy(&in.none, "fine"), STATUS_OK);
	ck_assert(ok(G(ICheck_data)(check, &in, &out, &inout, &ret)));
	G(Data_clear)(&in);
	G(Data_clear)(&out);
	G(Data_clear)(&inout);
	G(Data_clear)(&ret);

	ck_assert_int_eq(failed(G(ICheck_value)(check, &value, &got)), STATUS_BAD_VALUE);
	value.tag = -1;
	ck_assert_int_eq(failed(G(ICheck_value)(check, &value, &got)), STATUS_BAD_VALUE);
	/* Nobody's standard input is sent for a descriptor that was not filled in. */
	ck_assert_int_eq(failed(G(ICheck_file)(check, 0, -1, &fd)), STATUS_UNEXPECTED_NULL);
}
END_TEST

void SUITE_CASE(Suite *s)
{
	TCase *t = tcase_create("calls");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, scalars_and_strings);
	tcase_add_test(t, null_arguments);
	tcase_add_test(t, nulls_inside);
	tcase_add_test(t, what_cannot_be_sent);
	tcase_add_test(t, parcelables_in_all_directions);
	tcase_add_test(t, out_arrays_have_the_length_asked_for);
	tcase_add_test(t, failures_change_nothing);
	tcase_add_test(t, methods_left_out);
	tcase_add_test(t, oneway_status_is_dropped);
	tcase_add_test(t, fixed_arrays);
	tcase_add_test(t, arrays_of_enums);
	tcase_add_test(t, values_and_trees);
	tcase_add_test(t, objects_and_files);
	tcase_add_test(t, references);
	suite_add_tcase(s, t);
}
