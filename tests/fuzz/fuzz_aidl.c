/* SPDX-License-Identifier: MIT */
/*
 * fuzz_aidl.c - any bytes as an .aidl file: lexer to every backend
 *
 * The input is p/Foo.aidl; it can import what the cases of tests/unit/verdicts.h import. Those
 * cases are the seeds, beside the golden inputs. All lints are on. What is correct goes through
 * once more with each of the options that ask for more.
 */
#include "fuzz.h"

#include "aidl_memory.h"
#include "api/dump.h"
#include "base/emit.h"
#include "gen_c/gen_c.h"
#include "gen_json/gen_json.h"
#include "unit/verdicts.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static void all_backends(struct aidl_memory *m)
{
	struct gen_c_options opt = {0};
	struct dump_options dump = {0};
	struct emit out;

	for (int i = 0; i < m->import.files.n; i++) {
		struct ast_file *file = m->import.files.items[i];

		emit_init(&out);
		for (int k = 0; file->input && k < file->decls.n; k++) {
			api_dump(&m->sema, file->decls.items[k], &dump, &out);
			api_dump_values(&m->sema, file->decls.items[k], &out);
		}
		emit_free(&out);
	}
	if (!m->model)
		return;
	emit_init(&out);
	gen_json(m->model, &m->arena, &out);
	emit_free(&out);
	if (!gen_c_supported(&m->diag, m->model))
		return;
	emit_init(&out);
	gen_c_header(m->model, &opt, &out);
	gen_c_source(m->model, &opt, &out);
	emit_free(&out);
}

/* Also what is not correct is looked at for C. */
static void check_for_c(struct aidl_memory *m)
{
	for (int i = 0; i < m->import.files.n; i++) {
		struct ast_file *file = m->import.files.items[i];
		const struct model_file *model = file->input ? sema_model(&m->sema, file) : NULL;

		if (model)
			gen_c_supported(&m->diag, model);
	}
}

static bool run(const uint8_t *data, size_t size, const struct sema_options *opt)
{
	struct aidl_memory m;
	bool ok;

	aidl_memory_init(&m);
	m.opt = *opt;
	for (int i = 0; i < DIAG_COUNT; i++)
		if (diag_is_warning((enum diag_id)i))
			m.diag.severity[i] = DIAG_WARNING;
	for (size_t i = 0; i < COUNT(verdict_files); i++)
		aidl_memory_add(&m, verdict_files[i].path, verdict_files[i].text,
				strlen(verdict_files[i].text));
	aidl_memory_add(&m, "p/Foo.aidl", (const char *)data, size);
	ok = aidl_memory_check(&m, "p/Foo.aidl");
	check_for_c(&m);
	if (ok)
		all_backends(&m);
	aidl_memory_free(&m);
	return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct sema_options options[] = {
		{0},
		{.version = 3, .hash = "notfrozen"},
		{.structured = true},
		{.structured = true, .vintf = true},
	};

	for (size_t i = 0; i < COUNT(options); i++)
		if (!run(data, size, &options[i]))
			break;
	return 0;
}

size_t fuzz_seed(int i, uint8_t *data, size_t max)
{
	static const char *const around[] = {[METHOD] = "interface", [CONSTANT] = "interface",
					     [FIELD] = "parcelable", [NESTED] = "interface"};
	const struct verdict_row *row;
	int n;

	if ((size_t)i >= COUNT(appendix))
		return SIZE_MAX;
	row = &appendix[i];
	if (row->place == WHOLE)
		n = snprintf((char *)data, max, "%s%s",
			     strstr(row->text, "package") ? "" : "package p; ", row->text);
	else
		n = snprintf((char *)data, max,
			     "package p; import p.Q; import p.E; import p.IBar; import p.G; "
			     "import p.H; %s Foo { %s }",
			     around[row->place], row->text);
	return (size_t)n < max ? (size_t)n : max - 1;
}
