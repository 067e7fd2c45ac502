/* SPDX-License-Identifier: MIT */
/*
 * fuzz_aidl.c - any bytes as an .aidl file: lexer to generated C and JSON
 *
 * Seeds: the inputs of tests/golden and tests/unit/verdicts.h; tokens in aidl.dict. Types to import
 * are below. All lints are on; the length says which of --structured and --stability=vintf is, so
 * that a finding stays one.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/emit.h"
#include "gen_c/gen_c.h"
#include "gen_json/gen_json.h"
#include "aidl_memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add(struct aidl_memory *m, const char *path, const char *text)
{
	aidl_memory_add(m, path, text, strlen(text));
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gen_c_options opt = {0};
	struct aidl_memory m;
	struct emit out;

	aidl_memory_init(&m);
	m.opt.structured = size & 1;
	m.opt.vintf = size & 2;
	for (int i = 0; i < DIAG_COUNT; i++)
		if (diag_is_warning((enum diag_id)i))
			m.diag.severity[i] = DIAG_WARNING;
	add(&m, "p/Q.aidl", "package p; parcelable Q { const int K = 7; const String S = \"s\"; "
			    "enum Kind { U, V } parcelable In { int x; } }");
	add(&m, "p/E.aidl", "package p; @Backing(type=\"int\") enum E { A, B = 5, C }");
	add(&m, "p/IBar.aidl", "package p; interface IBar { void x(); }");
	add(&m, "p/U.aidl", "package p; @FixedSize union U { int a; byte b; }");
	add(&m, "p/G.aidl", "package p; parcelable G<T> { int a; @nullable(heap=true) p.F f; }");
	add(&m, "p/H.aidl", "package p; parcelable H<T, U> c_header \"h.h\";");
	aidl_memory_add(&m, "p/F.aidl", (const char *)data, size);
	aidl_memory_check(&m, "p/F.aidl");
	if (m.model) {
		emit_init(&out);
		gen_json(m.model, &m.arena, &out);
		emit_free(&out);
	}
	check_for_c(&m);
	if (m.model && gen_c_supported(&m.diag, m.model)) {
		emit_init(&out);
		gen_c_header(m.model, &opt, &out);
		gen_c_source(m.model, &opt, &out);
		emit_free(&out);
	}
	aidl_memory_free(&m);
	return 0;
}
