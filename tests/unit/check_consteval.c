/* SPDX-License-Identifier: MIT */
/*
 * check_consteval.c - values of constants and defaults
 */
#include "check_tap.h"

#include <inttypes.h>

#include "aidl_memory.h"

/* What "const TYPE A = TEXT;" in an interface is, as text; "error: ID" where it is refused. */
static void value_of(const char *type, const char *text, char *out, size_t size)
{
	struct aidl_memory m;
	char file[600];
	const struct model_value *v;
	const char *id;

	snprintf(file, sizeof(file),
		 "interface F { const %s A = %s; const int N = 3; const String S = \"s\"; "
		 "enum E { X, Y = 5, Z } @Backing(type=\"long\") enum L { BIG = 1L << 40, NEXT } }",
		 type, text);
	aidl_memory_init(&m);
	aidl_memory_add(&m, "F.aidl", file, strlen(file));
	if (!aidl_memory_check(&m, "F.aidl")) {
		id = strchr(m.messages, '[');
		snprintf(out, size, "error: %.*s", id ? (int)strcspn(id + 1, "]") : 0,
			 id ? id + 1 : "");
	} else {
		v = &m.model->root->constants[0].value;
		if (v->kind == MODEL_VALUE_INT)
			snprintf(out, size, "%" PRId64, v->i);
		else if (v->kind == MODEL_VALUE_FLOATING)
			snprintf(out, size, "%s", v->text);
		else
			snprintf(out, size, "\"%s\"", v->s);
	}
	aidl_memory_free(&m);
}

static const struct {
	const char *type, *text, *wanted;
} constants[] = {
	{"int", "0xffffffff", "-1"},
	{"long", "0xffffffff", "-1"},
	{"long", "0xffffffffL", "4294967295"},
	{"long", "0xffffffffu64", "-1"},
	{"int", "0xffffffffL", "error: value-range"},
	{"int", "2147483648", "error: value-range"},
	{"int", "2147483648u32", "-2147483648"},
	{"long", "9223372036854775808", "error: bad-number"},
	{"long", "18446744073709551615u64", "-1"},
	{"long", "0x8000000000000000", "-9223372036854775808"},
	{"long", "1L << 63", "-9223372036854775808"},
	{"byte", "128", "error: value-range"},
	{"byte", "128u8", "-128"},
	{"byte", "256u8", "error: bad-number"},
	{"byte", "0xff", "error: value-range"},
	{"byte", "0xffu8", "-1"},
	{"byte", "0xffffffff", "-1"},
	{"byte", "1L", "1"},
	{"int", "1_000_000", "1000000"},
	{"int", "0x_1", "1"},
	{"int", "1_", "error: bad-number"},
	{"int", "1__0", "error: bad-number"},
	{"int", "010", "10"},
	{"int", "0|1", "1"},
	{"int", "true", "1"},
	{"int", "'a'", "error: value-type"},
	{"int", "1.0", "error: value-type"},
	{"float", "1.0", "error: value-type"},
	{"float", "1.0f", "1.0"},
	{"float", "1f", "1.0"},
	{"float", "1.5e-3f", "1.5e-3"},
	{"float", "1e40f", "error: value-range"},
	{"double", "1.0f", "1.0"},
	{"double", ".5", "0.5"},
	{"double", "-(.5)", "-0.5"},
	{"double", "+1e3", "1e3"},
	{"double", "2.2250738585072014e-308", "2.2250738585072014e-308"},
	{"float", "1.17549435e-38f", "1.17549435e-38"},
	{"double", "0e-400", "0e-400"},
	{"double", "1e-320", "error: value-range"},
	{"double", "4.9e-324", "error: value-range"},
	{"double", "1e-400", "error: value-range"},
	{"double", "1e-40f", "1e-40"},
	{"float", "-1e-45f", "error: value-range"},
	{"float", "1e-50f", "error: value-range"},
	{"double", "- -1.5", "error: operand"},
	{"double", "1", "error: value-type"},
	{"double", "1.0 + 2.0", "error: operand"},
	{"String", "\"a\" + \"b\" + S", "\"abs\""},
	{"String", "\"a\" + 1", "error: operand"},
	{"String", "\"a\" == \"a\"", "error: operand"},
	{"int", "2147483647 + 1", "error: overflow"},
	{"long", "2147483647 + 1L", "2147483648"},
	{"long", "2147483647 + 1", "error: overflow"},
	{"long", "9223372036854775807 * 2", "error: overflow"},
	{"int", "1 << 31", "-2147483648"},
	{"int", "3 << 31", "error: shift"},
	{"int", "1 << 32", "error: shift"},
	{"int", "1 << 0", "1"},
	{"long", "1 << 32L", "4294967296"},
	{"int", "-1 >> 1", "error: shift"},
	{"int", "16 >> -2", "64"},
	{"int", "16 << -2", "4"},
	{"int", "1 << -2147483647", "error: shift"},
	{"long", "1L << (1L << 63)", "error: shift"},
	{"int", "1 / 0", "error: division-by-zero"},
	{"int", "1 % 0", "error: division-by-zero"},
	{"int", "-7 / 2", "-3"},
	{"int", "-7 % 2", "-1"},
	{"int", "(1 << 31) / -1", "error: overflow"},
	{"long", "(1L << 63) / -1", "error: overflow"},
	{"long", "(1L << 63) % -1", "error: overflow"},
	{"long", "-(1L << 63)", "error: overflow"},
	{"int", "!5", "0"},
	{"int", "!0", "1"},
	{"int", "~0", "-1"},
	{"int", "~true", "error: operand"},
	{"int", "-true", "1"},
	{"byte", "-128u8", "error: overflow"},
	{"int", "-128", "-128"},
	{"int", "1 == 4 == 0", "1"},
	{"int", "1 + 2 * 3 - 4 % 3", "6"},
	{"int", "1 | 2 ^ 3 & 4", "3"},
	{"int", "1 < 2 == true", "1"},
	{"int", "0 && 1 || 2", "1"},
	{"int", "0 && (1 / 0)", "error: division-by-zero"},
	{"int", "5 >= 5 && 4 <= 5 && 4 != 5 && !(4 > 5)", "1"},
	{"int", "64 >> 1 >> 1", "16"},
	{"int", "N * 2", "6"},
	{"int", "F.N", "3"},
	{"int", "E.Z", "6"},
	{"long", "L.NEXT", "1099511627777"},
	{"int", "A", "error: circular-constant"},
	{"int", "F.NOPE", "error: unknown-constant"},
	{"int", "E", "error: unknown-constant"},
	{"int", "Nope.X", "error: unknown-type"},
	{"int", "{1}", "error: value-type"},
};

START_TEST(constant_has_value)
{
	char got[200];

	value_of(constants[_i].type, constants[_i].text, got, sizeof(got));
	ck_assert_msg(strcmp(got, constants[_i].wanted) == 0,
		      "const %s A = %s: '%s' instead of '%s'", constants[_i].type,
		      constants[_i].text, got, constants[_i].wanted);
}
END_TEST

static Suite *consteval_suite(void)
{
	Suite *s = suite_create("compiler/consteval");
	TCase *t = tcase_create("constants");

	tcase_add_loop_test(t, constant_has_value, 0,
			    (int)(sizeof(constants) / sizeof(constants[0])));
	suite_add_tcase(s, t);
	return s;
}

CHECK_TAP_MAIN(consteval_suite)
