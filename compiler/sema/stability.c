/* SPDX-License-Identifier: MIT */
/*
 * stability.c - --structured and --stability=vintf
 *
 * Both are promises about all that an input leads to, so they are asked of every type of every
 * file that was loaded. Whoever froze an unstructured parcelable by hand says so with
 * @NdkOnlyStableParcelable: what holds for the NDK's C++ holds for C.
 */
#include "sema/stability.h"

#include "sema/annotations.h"

bool stability_is_vintf(const struct ast_decl *d)
{
	for (; d; d = d->parent)
		if (annotation_find(d->annotations, "VintfStability"))
			return true;
	return false;
}

/* How an input came to a file that is none itself. */
static void note_wanted(struct sema *s, const struct ast_file *file)
{
	if (!file->input && file->wanted_at.src)
		diag_note(s->diag, file->wanted_at, "needed here");
}

/* An input's type says it, so the options must. */
static void check_options(struct sema *s, const struct ast_decl *d)
{
	const struct ast_annotation *a = annotation_find(d->annotations, "VintfStability");

	if (!a || (s->opt.vintf && s->opt.structured))
		return;
	diag_at(s->diag, DIAG_STABILITY, a->at, "@VintfStability needs the option%s",
		s->opt.vintf	    ? " --structured"
		: s->opt.structured ? " --stability=vintf"
				    : "s --structured and --stability=vintf");
}

static void check_structured(struct sema *s, const struct ast_decl *d)
{
	diag_at(s->diag, DIAG_UNSTRUCTURED, d->name.at,
		"'%s' has no fields in AIDL, which --structured does not allow", d->name.s);
	if (d->c_header || d->ndk_header)
		diag_note(s->diag, (struct source_range){0},
			  "@NdkOnlyStableParcelable says that its format is frozen by hand");
	note_wanted(s, d->file);
}

static void check_tree(struct sema *s, const struct ast_decl *d)
{
	bool stable = annotation_find(d->annotations, "NdkOnlyStableParcelable");

	if (s->opt.structured && d->unstructured && !stable)
		check_structured(s, d);
	if (s->opt.vintf && !stability_is_vintf(d) && !stable) {
		diag_at(s->diag, DIAG_STABILITY, d->name.at,
			"'%s' is not @VintfStability, which --stability=vintf asks of all types",
			d->name.s);
		note_wanted(s, d->file);
		return; /* those inside inherit it */
	}
	for (int i = 0; i < d->nested.n; i++)
		check_tree(s, d->nested.items[i]);
}

void stability_check(struct sema *s)
{
	for (int i = 0; i < s->import->files.n; i++) {
		const struct ast_file *file = s->import->files.items[i];

		for (int j = 0; j < file->decls.n; j++) {
			const struct ast_decl *d = file->decls.items[j];

			if (file->input)
				check_options(s, d);
			if (s->opt.structured || s->opt.vintf)
				check_tree(s, d);
		}
	}
}
