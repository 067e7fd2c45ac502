/* SPDX-License-Identifier: MIT */
/*
 * check_json.c - characters, UTF-16 columns, the writer of JSON
 */
#include "check_tap.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/source.h"
#include "base/utf8.h"

START_TEST(utf8_takes_characters_and_malformed_parts)
{
	static const struct {
		const char *text;
		size_t len, taken;
		uint32_t code;
		bool valid;
	} cases[] = {
		{"a", 1, 1, 'a', true},
		{"\0", 1, 1, 0, true},
		{"\xc3\xa9z", 3, 2, 0xe9, true},
		{"\xe4\xb8\x96", 3, 3, 0x4e16, true},
		{"\xf0\x9f\x98\x80", 4, 4, 0x1f600, true},
		{"\xef\xbf\xbd", 3, 3, 0xfffd, true},
		{"\xf4\x8f\xbf\xbf", 4, 4, 0x10ffff, true},
		{"\x80", 1, 1, 0xfffd, false},	       /* continuation of nothing */
		{"\xff\xff", 2, 1, 0xfffd, false},
		{"\xc0\xaf", 2, 1, 0xfffd, false},     /* overlong '/' */
		{"\xe0\x80\x80", 3, 1, 0xfffd, false}, /* overlong NUL */
		{"\xed\xa0\x80", 3, 1, 0xfffd, false}, /* surrogate */
		{"\xf4\x90\x80\x80", 4, 1, 0xfffd, false}, /* beyond Unicode */
		{"\xf0\x9f\x98", 3, 3, 0xfffd, false}, /* cut off: one replacement for all of it */
		{"\xe4\xb8z", 3, 2, 0xfffd, false},
		{"\xc3", 1, 1, 0xfffd, false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		uint32_t code;
		bool valid;

		ck_assert_uint_eq(utf8_next(cases[i].text, cases[i].len, &code, &valid),
				  cases[i].taken);
		ck_assert_uint_eq(code, cases[i].code);
		ck_assert_int_eq(valid, cases[i].valid);
	}
}
END_TEST

static uint32_t column_at(struct source_index *index, size_t offset)
{
	return source_utf16(index, source_locate(index, (uint32_t)offset));
}

/* Every offset of a text, counted by hand, against the index of the source. */
static void check_columns(const char *text, size_t len)
{
	struct arena a = {0};
	struct source_index *index = source_index_new(&a, source_new(&a, "f", text, len));
	uint32_t column = 1;

	for (size_t i = 0; i < len;) {
		uint32_t code;
		size_t n = utf8_next(text + i, len - i, &code, NULL);

		for (size_t k = 0; k < n; k++)
			ck_assert_uint_eq(column_at(index, i + k), column);
		column = code == '\n' ? 1 : column + (code > 0xffff ? 2 : 1);
		i += n;
	}
	ck_assert_uint_eq(column_at(index, len), column);
	arena_free(&a);
}

START_TEST(utf16_columns)
{
	static const char *const parts[] = {"a",    "\xc3\xa9", "\xe4\xb8\x96", "\xf0\x9f\x98\x80",
					    "\xff", "\xe4\xb8", "\n",		"\xf0\x9f"};
	static char text[9000];
	struct arena a = {0};
	struct source_index *index =
		source_index_new(&a, source_new(&a, "f", "\xf0\x9f\x98\x80x\n", 6));
	unsigned random = 1;

	ck_assert_uint_eq(column_at(index, 4), 3);
	ck_assert_uint_eq(column_at(index, 5), 4);
	arena_free(&a);
	check_columns("", 0);
	for (int round = 0; round < 3; round++) { /* short lines; one long line twice */
		size_t len = 0;

		while (len < sizeof(text) - 4) {
			const char *part;

			random = random * 1103515245 + 12345;
			part = parts[random >> 16 & 7];
			if (round && *part == '\n')
				part = "b";
			memcpy(text + len, part, strlen(part));
			len += strlen(part);
		}
		check_columns(text, len);
	}
}
END_TEST

START_TEST(json_nests)
{
	struct emit e;
	struct json j;

	emit_init(&e);
	for (int lines = 0; lines < 2; lines++) {
		emit_free(&e);
		json_init(&j, &e, lines);
		json_object(&j, NULL);
		json_array(&j, "empty");
		json_end_array(&j);
		json_array(&j, "items");
		json_int(&j, NULL, INT64_MIN);
		json_one_line(&j);
		json_object(&j, NULL);
		json_bool(&j, "yes", true);
		json_one_line(&j);
		json_array(&j, "in");
		json_null(&j, NULL);
		json_number(&j, NULL, "1.5e3");
		json_end_array(&j);
		json_end_object(&j);
		json_string(&j, NULL, NULL);
		json_end_array(&j);
		json_object(&j, "last");
		json_string(&j, "a", "b");
		json_end_object(&j);
		json_end_object(&j);
		ck_assert_str_eq(emit_text(&e), lines ?
			"{\n\t\"empty\": [],\n\t\"items\": [\n\t\t-9223372036854775808,\n"
			"\t\t{\"yes\": true, \"in\": [null, 1.5e3]},\n\t\tnull\n\t],\n"
			"\t\"last\": {\n\t\t\"a\": \"b\"\n\t}\n}" :
			"{\"empty\":[],\"items\":[-9223372036854775808,"
			"{\"yes\":true,\"in\":[null,1.5e3]},null],\"last\":{\"a\":\"b\"}}");
	}
	emit_free(&e);
}
END_TEST

START_TEST(json_escapes)
{
	static const struct {
		const char *text;
		size_t len;
		const char *wanted;
	} cases[] = {
		{"", 0, "\"\""},
		{"a\"b\\c/", 6, "\"a\\\"b\\\\c/\""},
		{"\b\t\n\f\r", 5, "\"\\b\\t\\n\\f\\r\""},
		{"\0\x1b\x7f", 3, "\"\\u0000\\u001b\\u007f\""},
		{"\xc2\x85\xe2\x80\xae\xef\xbb\xbf", 8, "\"\\u0085\\u202e\\ufeff\""},
		{"\xc3\xa9\xf0\x9f\x98\x80", 6, "\"\xc3\xa9\xf0\x9f\x98\x80\""},
		{"x\xffy\xe4\xb8", 5, "\"x\xef\xbf\xbdy\xef\xbf\xbd\""},
	};
	struct emit e;

	emit_init(&e);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct json j;

		emit_free(&e);
		json_init(&j, &e, false);
		json_text(&j, NULL, cases[i].text, cases[i].len);
		ck_assert_str_eq(emit_text(&e), cases[i].wanted);
	}
	emit_free(&e);
}
END_TEST

static Suite *json_suite(void)
{
	Suite *s = suite_create("compiler/base, JSON");
	TCase *t = tcase_create("json");

	tcase_add_test(t, utf8_takes_characters_and_malformed_parts);
	tcase_add_test(t, utf16_columns);
	tcase_add_test(t, json_nests);
	tcase_add_test(t, json_escapes);
	suite_add_tcase(s, t);
	return s;
}

CHECK_TAP_MAIN(json_suite)
