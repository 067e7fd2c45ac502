/* SPDX-License-Identifier: MIT */
/*
 * fuzz_aidl.c - any bytes as an .aidl file: lexer to generated C
 *
 * Seeds: the inputs of tests/golden. Types to import are p.Q, p.E and p.IBar.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/emit.h"
#include "gen_c/gen_c.h"
#include "aidl_memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add(struct aidl_memory *m, const char *path, const char *text)
{
	aidl_memory_add(m, path, text, strlen(text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gen_c_options opt = {0};
	struct aidl_memory m;
	struct emit out;

	aidl_memory_init(&m);
	add(&m, "p/Q.aidl", "package p; parcelable Q { const int K = 7; const String S = \"s\"; "
			    "enum Kind { U, V } parcelable In { int x; } }");
	add(&m, "p/E.aidl", "package p; @Backing(type=\"int\") enum E { A, B = 5, C }");
	add(&m, "p/IBar.aidl", "package p; interface IBar { void x(); }");
	aidl_memory_add(&m, "p/F.aidl", (const char *)data, size);
	aidl_memory_check(&m, "p/F.aidl");
	if (m.model && gen_c_supported(&m.diag, m.model)) {
		emit_init(&out);
		gen_c_header(m.model, &opt, &out);
		gen_c_source(m.model, &opt, &out);
		emit_free(&out);
	}
	aidl_memory_free(&m);
	return 0;
}
