/* SPDX-License-Identifier: MIT */
/*
 * check_base.c - arena, names, vectors, the writer, messages
 */
#include "check_tap.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/emit.h"
#include "base/intern.h"
#include "base/suggest.h"
#include "base/vec.h"

START_TEST(arena_is_zeroed_and_aligned)
{
	struct arena a = {0};
	bool zeroed = true;

	for (size_t size = 0; size < 5000; size += 7) {
		unsigned char *p = arena_alloc(&a, size);

		ck_assert_uint_eq((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			zeroed &= p[i] == 0;
		memset(p, 0xff, size);
	}
	ck_assert(zeroed);
	ck_assert_ptr_nonnull(arena_alloc(&a, 10 << 20));
	ck_assert_str_eq(arena_fmt(&a, "%d-%s", 7, "x"), "7-x");
	ck_assert_str_eq(arena_strndup(&a, "hello", 2), "he");
	arena_free(&a);
	arena_free(&a);
}
END_TEST

START_TEST(intern_gives_one_copy)
{
	struct arena a = {0};
	struct intern t;
	struct map m = {0};
	const char *names[3000];
	char text[32];

	intern_init(&t, &a);
	ck_assert_ptr_null(intern_find(&t, "x", 1));
	for (int i = 0; i < 3000; i++) {
		snprintf(text, sizeof(text), "name%d", i);
		names[i] = intern_str(&t, text);
		ck_assert_ptr_null(map_put(&a, &m, names[i], (void *)(intptr_t)(i + 1)));
	}
	for (int i = 0; i < 3000; i++) {
		snprintf(text, sizeof(text), "name%dtail", i);
		ck_assert_ptr_eq(intern(&t, text, strlen(text) - 4), names[i]);
		ck_assert_int_eq((intptr_t)map_get(&m, names[i]), i + 1);
	}
	ck_assert_ptr_eq(map_put(&a, &m, names[5], &m), (void *)6);
	ck_assert_ptr_eq(map_get(&m, names[5]), &m);
	ck_assert_ptr_null(map_get(&m, &m));
	ck_assert_ptr_null(intern_find(&t, "name3000", 8));
	intern_fini(&t);
	arena_free(&a);
}
END_TEST

START_TEST(vec_grows)
{
	struct arena a = {0};
	VEC(int) v = {0};

	for (int i = 0; i < 1000; i++)
		vec_push(&a, &v, i);
	for (int i = 0; i < 1000; i++)
		ck_assert_int_eq(v.items[i], i);
	ck_assert_int_eq(vec_last(&v), 999);
	arena_free(&a);
}
END_TEST

START_TEST(emit_indents_and_replaces)
{
	struct emit e;

	emit_init(&e);
	ck_assert_str_eq(emit_text(&e), "");
	emit_let(&e, "name", "f");
	emit(&e, "int $name$(void)\n{\n");
	emit_indent(&e);
	emit_push(&e);
	emit_let(&e, "name", "a$b\nc");
	emit(&e, "$name$;\n\n\tcost: $$5\n");
	emit_pop(&e);
	emit_raw(&e, "$raw$\n");
	emit_fmt(&e, "%s", "part");
	emit(&e, " $name$\n");
	emit_dedent(&e);
	emit(&e, "}\n");
	ck_assert_str_eq(emit_text(&e), "int f(void)\n{\n\ta$b\n\tc;\n\n\t\tcost: $5\n\t$raw$\n\tpart f\n}\n");
	ck_assert_uint_eq(emit_len(&e), strlen(emit_text(&e)));
	ck_assert_str_eq(emit_get(&e, "name"), "f");
	emit_letf(&e, "name", "%d", 3);
	emit_reset(&e);
	emit(&e, "$name$");
	ck_assert_str_eq(emit_text(&e), "3");
	emit_free(&e);
}
END_TEST

START_TEST(emit_unknown_variable_aborts)
{
	struct emit e;

	emit_init(&e);
	freopen("/dev/null", "w", stderr);
	emit(&e, "$nobody$");
}
END_TEST

START_TEST(suggest_finds_the_close_one)
{
	static const struct {
		const char *wanted, *offered, *found;
	} cases[] = {
		{"Strng", "String", "String"}, {"Stirng", "String", "String"},
		{"string", "String", "String"}, {"Foo", "String", NULL},
		{"lenght", "length", "length"}, {"x", "y", NULL},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct suggest s;

		suggest_init(&s, cases[i].wanted);
		suggest_offer(&s, cases[i].offered);
		if (cases[i].found)
			ck_assert_pstr_eq(s.best, cases[i].found);
		else
			ck_assert_ptr_null(s.best);
	}
}
END_TEST

/* Messages: the text of a file, the bytes a message is about, and all that is printed. */
static char *print_one(const char *text, size_t len, uint32_t begin, uint32_t end)
{
	struct arena a = {0};
	struct source *src = source_new(&a, "f.aidl", text, len);
	struct source_range at = {src, begin, end};
	struct diag d;
	char *out = NULL;
	size_t out_len;
	FILE *f = open_memstream(&out, &out_len);

	diag_init(&d, &a, f);
	ck_assert(!diag_at(&d, DIAG_SYNTAX, at, "what %s", "now"));
	ck_assert_int_eq(d.n_errors, 1);
	diag_note(&d, (struct source_range){0}, "more");
	diag_finish(&d);
	fclose(f);
	arena_free(&a);
	return out;
}

START_TEST(diag_shows_the_place)
{
	static const struct {
		const char *text;
		size_t len;
		uint32_t begin, end;
		const char *wanted;
	} cases[] = {
		{"ab cd\nef\n", 9, 3, 5, "f.aidl:1:4: error: what now [syntax]\n    1 | ab cd\n      |    ^~\n"
					 "f.aidl:1:4: note: more\n"},
		{"ab\n\tef", 6, 4, 6, "f.aidl:2:2: error: what now [syntax]\n    2 |         ef\n      |         ^~\n"
				     "f.aidl:2:2: note: more\n"},
		{"a\r\nb", 4, 1, 2, "f.aidl:1:2: error: what now [syntax]\n    1 | a\n      |  ^\n"
				    "f.aidl:1:2: note: more\n"},
		{"\xe4\xb8\x96 x", 5, 4, 5,
		 "f.aidl:1:5: error: what now [syntax]\n    1 | \xe4\xb8\x96 x\n      |    ^\n"
		 "f.aidl:1:5: note: more\n"},
		{"\x1b[1m\xff x", 7, 6, 7,
		 "f.aidl:1:7: error: what now [syntax]\n    1 | \xef\xbf\xbd[1m\xef\xbf\xbd x\n      |       ^\n"
		 "f.aidl:1:7: note: more\n"},
		{"", 0, 0, 0, "f.aidl:1:1: error: what now [syntax]\n    1 | \n      | ^\n"
			      "f.aidl:1:1: note: more\n"},
		{"ab\ncd", 5, 1, 5, "f.aidl:1:2: error: what now [syntax]\n    1 | ab\n      |  ^\n"
				    "f.aidl:1:2: note: more\n"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *out = print_one(cases[i].text, cases[i].len, cases[i].begin, cases[i].end);

		ck_assert_str_eq(out, cases[i].wanted);
		free(out);
	}
}
END_TEST

START_TEST(diag_sorts_and_silences)
{
	struct arena a = {0};
	struct source *src = source_new(&a, "f", "abc", 3);
	struct diag d;
	char *out = NULL;
	size_t len;
	FILE *f = open_memstream(&out, &len);

	diag_init(&d, &a, f);
	diag_at(&d, DIAG_SYNTAX, (struct source_range){src, 2, 3}, "second");
	diag_at(&d, DIAG_SYNTAX, (struct source_range){src, 0, 1}, "first");
	d.severity[DIAG_OPEN_COMMENT] = DIAG_OFF;
	diag_at(&d, DIAG_OPEN_COMMENT, (struct source_range){src, 1, 2}, "off");
	diag_note(&d, (struct source_range){0}, "off as well");
	d.severity[DIAG_OPEN_COMMENT] = DIAG_WARNING;
	diag_at(&d, DIAG_OPEN_COMMENT, (struct source_range){src, 1, 2}, "warned");
	ck_assert_int_eq(d.n_errors, 2);
	ck_assert_int_eq(d.n_warnings, 1);
	d.werror = true;
	diag_at(&d, DIAG_OPEN_COMMENT, (struct source_range){src, 1, 2}, "warned");
	ck_assert_int_eq(d.n_errors, 3);
	diag_finish(&d);
	fclose(f);
	ck_assert_ptr_null(strstr(out, "off"));
	ck_assert(strstr(out, "first") < strstr(out, "warning: warned"));
	ck_assert(strstr(out, "error: warned") < strstr(out, "second"));
	ck_assert_int_eq(diag_find("duplicate-method"), DIAG_DUPLICATE_METHOD);
	ck_assert_int_eq(diag_find("nope"), DIAG_COUNT);
	free(out);
	arena_free(&a);
}
END_TEST

static Suite *base_suite(void)
{
	Suite *s = suite_create("compiler/base");
	TCase *t = tcase_create("base");

	tcase_add_test(t, arena_is_zeroed_and_aligned);
	tcase_add_test(t, intern_gives_one_copy);
	tcase_add_test(t, vec_grows);
	tcase_add_test(t, emit_indents_and_replaces);
	tcase_add_test_raise_signal(t, emit_unknown_variable_aborts, 6);
	tcase_add_test(t, suggest_finds_the_close_one);
	tcase_add_test(t, diag_shows_the_place);
	tcase_add_test(t, diag_sorts_and_silences);
	suite_add_tcase(s, t);
	return s;
}

CHECK_TAP_MAIN(base_suite)
