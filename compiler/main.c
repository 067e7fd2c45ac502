/* SPDX-License-Identifier: MIT */
/*
 * main.c - aidl2c: AIDL to C
 *
 * Reads and checks all inputs together, generates all outputs in memory, then
 * writes them. The only code that picks an exit status.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "depfile.h"
#include "fileio.h"
#include "gen_c/gen_c.h"
#include "options.h"
#include "sema/sema.h"

enum { EXIT_OK = 0, EXIT_ERRORS = 1, EXIT_USAGE = 2 };

struct run {
	struct arena arena;
	struct intern names;
	struct diag diag;
	struct import import;
	struct sema sema;
	struct options opt;
	VEC(struct fileio_output) outputs;
};

static bool wants_color(void)
{
	const char *term = getenv("TERM");

	return isatty(STDERR_FILENO) && !getenv("NO_COLOR") && term && strcmp(term, "dumb") != 0;
}

static void load_inputs(struct run *r)
{
	struct sema_options opt = {.structured = r->opt.structured,
				   .vintf = r->opt.vintf,
				   .version = r->opt.version,
				   .hash = r->opt.hash};

	import_init(&r->import, &r->arena, &r->names, &r->diag, &fileio_reader);
	for (int i = 0; i < r->opt.dirs.n; i++)
		import_add_dir(&r->import, r->opt.dirs.items[i]);
	for (int i = 0; i < r->opt.inputs.n; i++)
		import_input(&r->import, r->opt.inputs.items[i]);
	sema_init(&r->sema, &r->import, &opt);
}

static struct emit *add_output(struct run *r, const char *path)
{
	struct fileio_output o = {.path = path};

	emit_init(&o.text);
	vec_push(&r->arena, &r->outputs, o);
	return &vec_last(&r->outputs).text;
}

static void generate(struct run *r, struct ast_file *file)
{
	const struct model_file *model = sema_model(&r->sema, file);
	struct gen_c_options opt = {
		.prefixes = (const char *const (*)[2])r->opt.prefixes,
		.n_prefixes = r->opt.n_prefixes,
	};
	const char *header, *source, *dep;
	int stem;

	stem = (int)(strlen(model->root->header) - strlen(".h"));
	header = arena_fmt(&r->arena, "%s%s", r->opt.header_out, model->root->header);
	source = arena_fmt(&r->arena, "%s%.*s.c", r->opt.out, stem, model->root->header);
	gen_c_header(model, &opt, add_output(r, header));
	gen_c_source(model, &opt, add_output(r, source));
	if (!r->opt.dep_file && !r->opt.dep_beside)
		return;
	dep = r->opt.dep_file ? r->opt.dep_file : arena_fmt(&r->arena, "%s.d", source);
	depfile_write(&r->arena, file, source, header, add_output(r, dep));
}

static bool supported(struct run *r)
{
	bool ok = true;

	for (int i = 0; i < r->import.files.n; i++) {
		struct ast_file *file = r->import.files.items[i];

		if (file->input)
			ok &= gen_c_supported(&r->diag, sema_model(&r->sema, file));
	}
	return ok;
}

static bool compile(struct run *r)
{
	load_inputs(r);
	if (!sema_check(&r->sema) || !supported(r))
		return false;
	for (int i = 0; i < r->import.files.n; i++)
		if (r->import.files.items[i]->input)
			generate(r, r->import.files.items[i]);
	return fileio_write(&r->diag, r->outputs.items, r->outputs.n);
}

int main(int argc, char **argv)
{
	struct run r = {0};
	int status = EXIT_OK;

	arena_init(&r.arena);
	intern_init(&r.names, &r.arena);
	diag_init(&r.diag, &r.arena, stderr);
	r.diag.color = wants_color();
	if (!options_parse(&r.opt, &r.arena, &r.diag, argc, argv))
		status = EXIT_USAGE;
	else if (r.opt.help)
		fputs(options_help(), stdout);
	else if (!compile(&r))
		status = EXIT_ERRORS;
	diag_finish(&r.diag);
	fileio_free(r.outputs.items, r.outputs.n);
	intern_fini(&r.names);
	arena_free(&r.arena);
	if (status == EXIT_OK && fflush(stdout) != 0)
		status = EXIT_ERRORS;
	return status;
}
