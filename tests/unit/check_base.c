/* SPDX-License-Identifier: MIT */
/*
 * check_base.c - arena, names, vectors, groups, the writer, messages
 */
#include "check_tap.h"

#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/emit.h"
#include "base/format.h"
#include "base/groups.h"
#include "base/intern.h"
#include "base/suggest.h"
#include "base/vec.h"

START_TEST(arena_is_zeroed_and_aligned)
{
	struct arena a = {0};
	bool zeroed = true;

	for (size_t size = 0; size < 5000; size += 7) {
		unsigned char *p = arena_alloc(&a, size);

		ck_assert_uint_eq((uintptr_t)p % ARENA_ALIGN, 0);
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

START_TEST(arena_release_gives_zeros_again)
{
	static const size_t sizes[] = {1, 100, 16 << 10, 3 << 20, 40};
	struct arena a = {0};
	struct arena_mark empty = arena_mark(&a), mark;
	const char *kept;

	kept = arena_strdup(&a, "kept");
	mark = arena_mark(&a);
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
			char *p = arena_alloc(&a, sizes[i]);

			ck_assert_uint_eq(p[0] | p[sizes[i] / 2] | p[sizes[i] - 1], 0);
			memset(p, 'x', sizes[i]);
			arena_fmt(&a, "%s%200d", "longer than what is left, now and then", 1);
		}
		arena_release(&a, mark);
		ck_assert_str_eq(kept, "kept");
		ck_assert_uint_eq(a.used, mark.used);
	}
	arena_release(&a, empty);
	ck_assert_ptr_null(a.blocks);
	ck_assert_str_eq(arena_strdup(&a, "again"), "again");
	arena_free(&a);
}
END_TEST

START_TEST(arena_restores_what_was_saved)
{
	struct arena a = {0}, to = {0};
	struct arena_mark before;
	struct arena_saved *saved;
	char *outside = arena_strdup(&a, "outside"), *parts[200];

	before = arena_mark(&a);
	for (size_t i = 0; i < 200; i++) {
		parts[i] = arena_alloc(&a, i * 101 + 1);
		memset(parts[i], 'a' + (int)(i % 20), i * 101 + 1);
	}
	saved = arena_save(&a, before, &to);
	arena_strdup(&a, "later");
	memset(outside, 'o', 7);
	for (size_t i = 0; i < 200; i++)
		memset(parts[i], 'z', i * 101 + 1);
	arena_restore(saved);
	ck_assert_str_eq(outside, "ooooooo");
	for (size_t i = 0; i < 200; i++) {
		ck_assert_int_eq(parts[i][0], 'a' + (int)(i % 20));
		ck_assert_int_eq(parts[i][i * 101], 'a' + (int)(i % 20));
	}
	arena_free(&to);
	arena_free(&a);
}
END_TEST

__attribute__((format(printf, 1, 2))) static void same_as_printf(const char *fmt, ...)
{
	char wanted[256], got[256];
	va_list ap;

	for (size_t cap = 0; cap < sizeof(got); cap += cap < 20 ? 1 : 60) {
		int len;

		memset(wanted, 'w', sizeof(wanted));
		memset(got, 'w', sizeof(got));
		va_start(ap, fmt);
		len = vsnprintf(wanted, cap, fmt, ap);
		va_end(ap);
		va_start(ap, fmt);
		ck_assert_uint_eq(format_text(got, cap, fmt, ap), (size_t)len);
		va_end(ap);
		ck_assert_mem_eq(got, wanted, sizeof(got));
	}
}

START_TEST(format_is_printf)
{
	same_as_printf("plain");
	same_as_printf("%%");
	same_as_printf("%s", "");
	same_as_printf("<%s|%.*s|%.*s|%c>%%", "text", 3, "cut off", -1, "all of it", 'x');
	same_as_printf("%d %d %d %u", 0, INT_MIN, INT_MAX, UINT_MAX);
	same_as_printf("%ld %lld %lu %llu", LONG_MIN, LLONG_MIN, ULONG_MAX, ULLONG_MAX);
	same_as_printf("%zu %zd", SIZE_MAX, (ssize_t)-1);
	same_as_printf("%5d|%-5d|%05x|%g|%s", 42, 42, 42u, 1.5, "left to libc");
	same_as_printf("%s and then %8s", "one is ours", "one is not");
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
	ck_assert_str_eq(emit_get(&e, "name"), "3");
	emit_free(&e);
}
END_TEST

/* Shows that it was asked: the line in brackets, on two lines where it is long enough. */
static void in_brackets(struct emit *e, const char *line, size_t len)
{
	emit_fmt(e, "[%.*s", (int)len / 2, line);
	emit_raw(e, "\n");
	emit_bytes(e, line + len / 2, len - len / 2);
	emit_raw(e, "]");
}

/* Lines of a format, of a value and of both; the same format again; one for libc. */
START_TEST(emit_formats_line_by_line)
{
	struct emit e;

	emit_init(&e);
	emit_indent(&e);
	for (int i = 0; i < 2; i++)
		emit_fmt(&e, "%s {\n\n\t%d;%s\n}\n", "a\nb", i, "");
	emit_fmt(&e, "%s", "");
	emit_fmt(&e, "%s%.*s%c%u%%\n", "\n", 2, "cut", '\n', 7u);
	emit_fmt(&e, "%02x\n%s\n", 10u, "z");
	emit(&e, "");
	emit(&e, "100%\n");
	ck_assert_str_eq(emit_text(&e), "\ta\n\tb {\n\n\t\t0;\n\t}\n"
					"\ta\n\tb {\n\n\t\t1;\n\t}\n"
					"\n\tcu\n\t7%\n\t0a\n\tz\n\t100%\n");
	emit_free(&e);
}
END_TEST

START_TEST(emit_breaks_long_lines)
{
	struct emit e;
	char *wide;

	emit_init(&e);
	emit_break_lines(&e, 20, in_brackets);
	emit_raw(&e, "12345678901234567890\n");
	emit_indent(&e);
	emit_raw(&e, "123456789012\nabcdef");
	emit_raw(&e, "ghijklm\n");
	emit_raw(&e, "short\n");
	ck_assert_str_eq(emit_text(&e), "12345678901234567890\n\t123456789012\n"
					"[\tabcdef\nghijklm]\n\tshort\n");
	emit_free(&e);
	emit_break_lines(&e, 20, in_brackets);
	wide = malloc(3001);
	memset(wide, 'x', 3000);
	wide[3000] = '\0';
	emit_fmt(&e, "%s\nlast\n", wide);
	ck_assert_uint_eq(emit_len(&e), 3000 + 4 + 5);
	ck_assert_str_eq(emit_text(&e) + 2999, "xxx]\nlast\n");
	free(wide);
	emit_free(&e);
}
END_TEST

START_TEST(emit_takes_back_an_empty_line)
{
	struct emit e;

	emit_init(&e);
	emit_end_line(&e);
	emit_prepend(&e, "x\n\n", 3);
	emit_end_line(&e);
	emit_end_line(&e);
	ck_assert_str_eq(emit_text(&e), "x\n");
	emit_free(&e);
}
END_TEST

START_TEST(emit_variables_come_back)
{
	struct emit e;

	emit_init(&e);
	emit_let(&e, "v", "outer");
	emit_push(&e);
	for (int i = 0; i < 40; i++)
		emit_letf(&e, "v", "%0*d", i, 1);
	emit_let(&e, "w", emit_get(&e, "v"));
	emit_let(&e, "w", emit_get(&e, "w"));
	emit(&e, "$w$");
	ck_assert_uint_eq(emit_len(&e), 39);
	emit_pop(&e);
	ck_assert_str_eq(emit_get(&e, "v"), "outer");
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

#define N_NODES 9

struct graph {
	struct group_node nodes[N_NODES];
	bool leads[N_NODES][N_NODES], reaches[N_NODES][N_NODES];
	int n_closed;
};

static struct group_node *follow_graph(void *ctx, struct group_node *node)
{
	struct graph *g = ctx;

	while (node->next < N_NODES) {
		int to = node->next++;

		if (g->leads[node - g->nodes][to])
			return &g->nodes[to];
	}
	return NULL;
}

static void close_in_graph(void *ctx, struct group_node *const *members, int n)
{
	struct graph *g = ctx;

	for (int i = 0; i < n; i++)
		for (int to = 0; to < N_NODES; to++) /* what it leads to has its group already */
			ck_assert(!g->leads[members[i] - g->nodes][to] || g->nodes[to].group);
	g->n_closed += n;
}

/* Two are in one group where each can be reached from the other. */
START_TEST(groups_are_those_that_lead_to_each_other)
{
	struct graph g = {0};
	struct groups groups;
	struct arena a = {0};

	srand((unsigned)_i + 1);
	for (int edges = 2 * _i; edges > 0; edges--)
		g.leads[rand() % N_NODES][rand() % N_NODES] = true;
	memcpy(g.reaches, g.leads, sizeof(g.leads));
	for (int by = 0; by < N_NODES; by++)
		for (int i = 0; i < N_NODES; i++)
			for (int j = 0; j < N_NODES; j++)
				g.reaches[i][j] |= g.reaches[i][by] && g.reaches[by][j];
	groups = (struct groups){.arena = &a, .ctx = &g, .follow = follow_graph,
				 .close = close_in_graph};
	for (int i = 0; i < N_NODES; i++)
		if (!g.nodes[i].index)
			groups_walk(&groups, &g.nodes[i]);
	ck_assert_int_eq(g.n_closed, N_NODES);
	for (int i = 0; i < N_NODES; i++)
		for (int j = 0; j < N_NODES; j++)
			ck_assert_int_eq(g.nodes[i].group == g.nodes[j].group,
					 i == j || (g.reaches[i][j] && g.reaches[j][i]));
	arena_free(&a);
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

/* Names and paths of hostile input: what drives a terminal, or reorders what is read. */
START_TEST(diag_lets_no_controls_pass)
{
	struct arena a = {0};
	struct diag d;
	char *out = NULL;
	size_t len;
	FILE *f = open_memstream(&out, &len);

	diag_init(&d, &a, f);
	diag_file(&d, DIAG_FILE_OPEN, "a\x1b[2J\x9b", "no '%s'", "b\x07\r\xe2\x80\xae\n\xc3\xa9");
	diag_finish(&d);
	fclose(f);
	ck_assert_str_eq(out, "a\xef\xbf\xbd[2J\xef\xbf\xbd: error: no 'b\xef\xbf\xbd\xef\xbf\xbd"
			      "\xef\xbf\xbd\n\xc3\xa9' [file-open]\n");
	free(out);
	arena_free(&a);
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

START_TEST(diag_shows_errors_after_many_warnings)
{
	struct arena a = {0};
	struct diag d;
	char *out = NULL;
	size_t len;
	FILE *f = open_memstream(&out, &len);

	diag_init(&d, &a, f);
	for (int i = 0; i < DIAG_MAX_PRINTED + 5; i++)
		diag_file(&d, DIAG_OPEN_COMMENT, "f", "warned");
	diag_file(&d, DIAG_SYNTAX, "f", "the error");
	diag_finish(&d);
	fclose(f);
	ck_assert_ptr_nonnull(strstr(out, "the error"));
	ck_assert_ptr_nonnull(strstr(out, "note: 5 more messages are not shown"));
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
	tcase_add_test(t, arena_release_gives_zeros_again);
	tcase_add_test(t, arena_restores_what_was_saved);
	tcase_add_test(t, format_is_printf);
	tcase_add_loop_test(t, groups_are_those_that_lead_to_each_other, 0, 20);
	tcase_add_test(t, emit_indents_and_replaces);
	tcase_add_test(t, emit_formats_line_by_line);
	tcase_add_test(t, emit_breaks_long_lines);
	tcase_add_test(t, emit_takes_back_an_empty_line);
	tcase_add_test(t, emit_variables_come_back);
	tcase_add_test_raise_signal(t, emit_unknown_variable_aborts, 6);
	tcase_add_test(t, suggest_finds_the_close_one);
	tcase_add_test(t, diag_shows_the_place);
	tcase_add_test(t, diag_lets_no_controls_pass);
	tcase_add_test(t, diag_sorts_and_silences);
	tcase_add_test(t, diag_shows_errors_after_many_warnings);
	suite_add_tcase(s, t);
	return s;
}

CHECK_TAP_MAIN(base_suite)
