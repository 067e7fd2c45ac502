/* SPDX-License-Identifier: MIT */
/*
 * check_ident.c - names in generated C
 */
#include "check_tap.h"

#include "gen_c/ident.h"
#include "gen_c/ident_words.h"

START_TEST(lists_are_sorted)
{
	ck_assert(ident_lists_are_sorted());
}
END_TEST

static struct ident id;

static void is(const char *got, const char *wanted)
{
	ck_assert_str_eq(got, wanted);
}

START_TEST(what_stands_alone)
{
	static const struct model_def root = {.kind = MODEL_DEF_INTERFACE, .name = "IFoo", .package = "a.b"};
	static const struct model_file file = {.root = &root};
	static const struct gen_c_options opt = {0};
	static const struct {
		const char *name, *field, *arg;
	} cases[] = {
		{"integer", "integer", "integer"},
		{"int", "int_", "int_"},
		{"int_", "int__", "int__"},
		{"xor_eq", "xor_eq_", "xor_eq_"},
		{"EOF", "EOF_", "EOF_"},
		{"EOF_", "EOF__", "EOF__"},
		{"MAX_SIZE", "MAX_SIZE_", "MAX_SIZE_"},
		{"I", "I_", "I_"},
		{"X", "X", "X"},
		{"st_mtime", "st_mtime_", "st_mtime_"},
		{"_Bool", "_4Bool", "_4Bool"},
		{"in", "in", "in_"},
		{"i", "i", "i_"},
		{"uint32_t", "uint32_t", "uint32_t_"},
		{"a_b_IFoo_new", "a_2b_IFoo_new", "a_2b_IFoo_new"},
		{"call_x", "call_x", "call_2x"},
		{"read_size", "read_size", "read_size"},
		{"read_string", "read_string", "read_2string"},
		{"aidl_text", "aidl_2text", "aidl_2text"},
	};

	ident_init(&id, &opt, &file);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		is(ident_field(&id, cases[i].name), cases[i].field);
		is(ident_arg(&id, cases[i].name), cases[i].arg);
	}
	/* What is said once stays so. */
	is(ident_arg(&id, cases[1].name), cases[1].arg);
	is(ident_arg(&id, cases[0].name), cases[0].arg);
	is(ident_op(&id, "release"), "release_");
	is(ident_method(&id, &root, "TRANSACTION_x"), "2TRANSACTION_x_");
	ident_fini(&id);
}
END_TEST

START_TEST(members)
{
	struct model_def outer = {.kind = MODEL_DEF_UNION, .name = "U", .package = ""};
	struct model_def inner = {.kind = MODEL_DEF_PARCELABLE, .name = "In", .parent = &outer};
	const struct model_def *nested[] = {&inner};

	outer.nested = nested;
	outer.n_nested = 1;
	ident_init(&id, NULL, NULL);
	is(ident_member(&id, &outer, "writeToParcel"), "writeToParcel_");
	is(ident_member(&id, &outer, "ARRAYS"), "ARRAYS_");
	is(ident_member(&id, &outer, "get_x"), "2get_x");
	is(ident_member(&id, &inner, "get_x"), "get_x");
	is(ident_member(&id, &outer, "In_x"), "2In_x");
	is(ident_member(&id, &outer, "Inn_x"), "Inn_x");
	ident_fini(&id);
}
END_TEST

START_TEST(beside_methods)
{
	struct model_def outer = {.kind = MODEL_DEF_INTERFACE, .name = "IFoo", .package = "a"};
	struct model_def inner = {.kind = MODEL_DEF_PARCELABLE, .name = "x", .parent = &outer};
	const struct model_def *nested[] = {&inner};
	struct model_method methods[] = {{.name = "x"}, {.name = "y"}, {.name = "MAX"}, {.name = "new"}};
	const struct model_file file = {.root = &outer};
	const struct gen_c_options opt = {0};

	outer.nested = nested;
	outer.n_nested = 1;
	outer.methods = methods;
	outer.n_methods = 4;
	ident_init(&id, &opt, &file);
	is(ident_method(&id, &outer, methods[0].name), "2x");
	is(ident_member(&id, &outer, "x"), "32x");
	is(ident_member(&id, &outer, "y"), "3y");
	is(ident_member(&id, &outer, "MAX"), "MAX");
	is(ident_member(&id, &outer, "MAX_"), "3MAX_");
	is(ident_member(&id, &outer, "new"), "3new_");
	is(ident_member(&id, &outer, "z"), "z");
	ident_fini(&id);
}
END_TEST

/* The C name of type name in package, or of name inside it. */
static const char *type(const char *package, const char *outer, const char *name)
{
	struct model_def parent = {.kind = MODEL_DEF_PARCELABLE, .name = outer, .package = package};
	struct model_def def = {.kind = MODEL_DEF_ENUM, .name = name, .package = package,
				.parent = outer ? &parent : NULL};

	ident_fini(&id);
	ident_init(&id, NULL, NULL);
	return ident_type(&id, &def);
}

START_TEST(types)
{
	is(type("a.b_c", NULL, "Foo"), "a_b__c_Foo");
	is(type("a.b", NULL, "c_Foo"), "a_b_c__Foo");
	is(type("a", "Foo", "Bar"), "a_Foo_Bar");
	is(type("a", "Foo", "Array"), "a_Foo_0Array");
	is(type("a._b", NULL, "Foo"), "a_1b_Foo");
	is(type("a_.b", NULL, "Foo"), "a___b_Foo");
	is(type("aidl", NULL, "Foo"), "aidl_0_Foo");
	is(type("int32", NULL, "t"), "int32_0t");
	is(type("demo", NULL, "point"), "demo_point");
	is(type("", NULL, "Foo"), "Foo");
	is(type("", NULL, "read"), "read_0");
	is(type("", NULL, "AParcel"), "AParcel_0");
	ident_fini(&id);
}
END_TEST

static Suite *suite(void)
{
	Suite *s = suite_create("ident");
	TCase *t = tcase_create("ident");

	tcase_add_test(t, lists_are_sorted);
	tcase_add_test(t, what_stands_alone);
	tcase_add_test(t, members);
	tcase_add_test(t, beside_methods);
	tcase_add_test(t, types);
	suite_add_tcase(s, t);
	return s;
}

CHECK_TAP_MAIN(suite)
