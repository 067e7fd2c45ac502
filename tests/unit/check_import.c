/* SPDX-License-Identifier: MIT */
/*
 * check_import.c - files that several runs share
 */
#include "check_tap.h"

#include <string.h>

#include "aidl_memory.h"

static int n_finds, n_reads;

static int counted_find(void *ctx, const char *path, struct import_id *ret_id)
{
	n_finds++;
	return aidl_memory_find(ctx, path, ret_id);
}

static int counted_read(void *ctx, struct arena *arena, const char *path, char **ret_text,
			size_t *ret_len)
{
	n_reads++;
	return aidl_memory_read(ctx, arena, path, ret_text, ret_len);
}

static void add(struct aidl_memory *m, const char *path, const char *text)
{
	aidl_memory_add(m, path, text, strlen(text));
}

/* A run of its own on the files of m, with what came before it in cache. */
static bool run(struct aidl_memory *m, struct import_cache *cache, const char *dir,
		const char *input, int32_t version, struct model_def *ret_root)
{
	struct arena arena = {0};
	struct diag diag;
	struct import im;
	struct sema s;
	struct sema_options opt = {.version = version};
	struct ast_file *file;
	bool ok;

	diag_init(&diag, &arena, m->out);
	import_init(&im, &arena, cache->names, &diag, &m->reader);
	import_share(&im, cache);
	import_add_dir(&im, dir);
	file = import_input(&im, input);
	sema_init(&s, &im, &opt);
	ok = sema_check(&s);
	if (ok && ret_root)
		*ret_root = *sema_model(&s, file)->root;
	diag_finish(&diag);
	fflush(m->out);
	arena_free(&arena);
	return ok;
}

START_TEST(files_are_read_once_and_mean_what_each_run_wants)
{
	static const char *const wanted[] = {"v1", "v2", "v1", "v2", "v2", "v1"};
	struct aidl_memory m;
	struct import_cache cache;

	n_finds = n_reads = 0;
	aidl_memory_init(&m);
	m.reader.find = counted_find;
	m.reader.read = counted_read;
	add(&m, "common/Kind.aidl", "package common; @Backing(type=\"int\") enum Kind { A = 7, B }");
	add(&m, "v1/p/IFoo.aidl", "package p; import p.Data; interface IFoo { Data f(); }");
	add(&m, "v1/p/Data.aidl", "package p; parcelable Data { int a = common.Kind.B; String x; }");
	add(&m, "v2/p/IFoo.aidl", "package p; import p.Data; interface IFoo { Data f(); Data g(); }");
	add(&m, "v2/p/Data.aidl", "package p; import common.Kind; union Data { Kind b = Kind.B; int c; }");
	import_cache_init(&cache, &m.arena, &m.names);
	for (int i = 0; i < 6; i++) {
		bool first = strcmp(wanted[i], "v1") == 0;
		struct model_def root;
		char path[64];

		snprintf(path, sizeof(path), "%s/p/IFoo.aidl", wanted[i]);
		ck_assert_msg(run(&m, &cache, ".", path, i + 1, &root), "%s", m.messages);
		ck_assert_int_eq(root.version, i + 1);
		ck_assert_int_eq(root.n_methods, (first ? 1 : 2) + 1);
	}
	ck_assert_int_eq(n_reads, 5);
	ck_assert_int_eq(cache.n_parsed, 5);
	ck_assert_int_lt(n_finds, 20);
	ck_assert_str_eq(m.messages, "");
	import_cache_fini(&cache);
	aidl_memory_free(&m);
}
END_TEST

START_TEST(what_is_wrong_is_said_in_each_run)
{
	struct aidl_memory m;
	struct import_cache cache;
	const char *first;

	aidl_memory_init(&m);
	add(&m, "p/Bad.aidl", "package p; parcelable Bad { int }");
	add(&m, "p/Good.aidl", "package p; parcelable Good { int x; }");
	add(&m, "p/User.aidl", "package p; import p.Good; parcelable User { Good g; Unknown u; }");
	import_cache_init(&cache, &m.arena, &m.names);
	for (int i = 0; i < 2; i++)
		ck_assert(!run(&m, &cache, ".", "p/Bad.aidl", 0, NULL));
	first = strstr(m.messages, "p/Bad.aidl:1:");
	ck_assert_ptr_nonnull(first);
	ck_assert_ptr_nonnull(strstr(first + 1, "p/Bad.aidl:1:"));
	for (int i = 0; i < 2; i++)
		ck_assert(!run(&m, &cache, ".", "p/User.aidl", 0, NULL));
	first = strstr(m.messages, "type 'Unknown' is unknown");
	ck_assert_ptr_nonnull(first);
	ck_assert_ptr_nonnull(strstr(first + 1, "type 'Unknown' is unknown"));
	ck_assert(run(&m, &cache, ".", "p/Good.aidl", 0, NULL));
	import_cache_fini(&cache);
	aidl_memory_free(&m);
}
END_TEST

START_TEST(the_text_is_as_it_was_read)
{
	static const char *const texts[] = {
		"package p; parcelable P { int x; }",
		"package p; parcelable P { int x; /* not closed",
		"\xef\xbb\xbfpackage p; parcelable P { int x; }",
		"package p; parcelable P { ",
		"package p; parcelable P { int x",
		"",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct aidl_memory m;
		struct ast_file *file;

		aidl_memory_init(&m);
		add(&m, "p/P.aidl", texts[i]);
		file = import_input(&m.import, "p/P.aidl");
		ck_assert_uint_eq(file->src->len, strlen(texts[i]));
		ck_assert_mem_eq(file->src->text, texts[i], strlen(texts[i]) + 1);
		aidl_memory_free(&m);
	}
}
END_TEST

static Suite *suite(void)
{
	Suite *s = suite_create("import");
	TCase *t = tcase_create("import");

	tcase_add_test(t, files_are_read_once_and_mean_what_each_run_wants);
	tcase_add_test(t, what_is_wrong_is_said_in_each_run);
	tcase_add_test(t, the_text_is_as_it_was_read);
	suite_add_tcase(s, t);
	return s;
}

CHECK_TAP_MAIN(suite)
