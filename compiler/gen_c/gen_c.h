/* SPDX-License-Identifier: MIT */
/*
 * gen_c.h - the C backend: a checked file in, a header and a source out
 *
 * Output depends on the model and the options alone. The model is trusted: what C
 * cannot say was refused before. No memory: aborts, as the rest of the compiler.
 */
#pragma once

#include "base/diag.h"
#include "base/emit.h"
#include "sema/model.h"

struct gen_c_options {
	/*
	 * --prefix com.example.calc=calc_: pairs of a package and what its names start with instead
	 */
	const char *const (*prefixes)[2];
	int n_prefixes;
};

/**
 * Whether C can say what a correct file says; reports all that it cannot. The functions below are
 * for files that passed it.
 */
bool gen_c_supported(struct diag *diag, const struct model_file *file);

/** Appends the text of the header, com/example/IFoo.h, to out. */
void gen_c_header(const struct model_file *file, const struct gen_c_options *opt, struct emit *out);

/** Appends the text of the source, com/example/IFoo.c, to out. */
void gen_c_source(const struct model_file *file, const struct gen_c_options *opt, struct emit *out);
