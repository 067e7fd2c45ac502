/* SPDX-License-Identifier: MIT */
/*
 * preprocess.c - declarations for the one-file form
 */
#include "api/preprocess.h"

#include "api/text.h"
#include "sema/spell.h"

struct writer {
	struct arena *a;
	struct emit *out;
	int depth;
};

static void line(struct writer *w, const char *text)
{
	for (int i = 0; i < w->depth; i++)
		emit_raw(w->out, "  ");
	emit_raw(w->out, text);
	emit_raw(w->out, "\n");
}

static void write_doc(struct writer *w, const struct model_doc *doc)
{
	if (!doc->hidden && !doc->deprecated)
		return;
	line(w, "/**");
	if (doc->hidden)
		line(w, " * @hide");
	if (doc->deprecated)
		line(w, arena_fmt(w->a, " * @deprecated %s", doc->deprecated));
	line(w, " */");
}

static void write_constants(struct writer *w, const struct model_def *def)
{
	for (int i = 0; i < def->n_constants; i++) {
		const struct model_constant *c = &def->constants[i];

		write_doc(w, &c->doc);
		line(w, arena_fmt(w->a, "const %s %s = %s;", api_type(w->a, &c->type), c->name,
				  api_value(w->a, &c->type, &c->value)));
	}
}

static void write_enumerators(struct writer *w, const struct model_def *def)
{
	for (int i = 0; i < def->n_enumerators; i++)
		line(w, arena_fmt(w->a, "%s = %s,", def->enumerators[i].name,
				  api_integer(w->a, def->enumerators[i].value)));
}

static const char *header(struct writer *w, const char *keyword, const char *value)
{
	return value ? arena_fmt(w->a, " %s \"%s\"", keyword, value) : "";
}

/* "parcelable p.Foo<T>" */
static const char *title(struct writer *w, const struct model_def *def)
{
	const char *text = arena_fmt(w->a, "%s %s", spell_kind(def->kind),
				     def->parent ? def->name : def->qualified);

	for (int i = 0; i < def->n_type_params; i++)
		text = arena_fmt(w->a, "%s%s%s", text, i ? ", " : "<", def->type_params[i]);
	return def->n_type_params ? arena_fmt(w->a, "%s>", text) : text;
}

static void write_def(struct writer *w, const struct model_def *def)
{
	write_doc(w, &def->doc);
	if (def->n_annotations)
		line(w, api_annotations(w->a, def->annotations, def->n_annotations));
	else if (def->is_tag)
		line(w, def->backing == MODEL_BYTE ? "@Backing(type=\"byte\")"
						   : "@Backing(type=\"int\")");
	if (def->external) {
		line(w, arena_fmt(w->a, "%s%s%s%s%s;", title(w, def),
				  header(w, "c_header", def->c_header),
				  header(w, "cpp_header", def->cpp_header),
				  header(w, "ndk_header", def->ndk_header),
				  header(w, "rust_type", def->rust_type)));
		return;
	}
	line(w, arena_fmt(w->a, "%s {", title(w, def)));
	w->depth++;
	write_enumerators(w, def);
	write_constants(w, def);
	for (int i = 0; i < def->n_nested; i++)
		write_def(w, def->nested[i]);
	if (def->tag)
		write_def(w, def->tag);
	w->depth--;
	line(w, "}");
}

void api_preprocess(const struct model_def *def, struct emit *out)
{
	struct arena scratch;
	struct writer w = {.a = &scratch, .out = out};

	arena_init(&scratch);
	write_def(&w, def);
	arena_free(&scratch);
}
