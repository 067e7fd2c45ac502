/* SPDX-License-Identifier: MIT */
/*
 * dump.c - an .aidl file from the checked tree
 *
 * Types, annotations and values are the model's, the form of expressions is the tree's. Members
 * stand in the same order in both.
 */
#include "api/dump.h"

#include <string.h>

#include "api/license.h"
#include "api/text.h"
#include "sema/names.h"
#include "sema/spell.h"

/* Fixed by the format: hashes are over it. */
static const char preamble[] =
	"///////////////////////////////////////////////////////////////////////////////\n"
	"// THIS FILE IS IMMUTABLE. DO NOT EDIT IN ANY CASE.                          //\n"
	"///////////////////////////////////////////////////////////////////////////////\n"
	"\n"
	"// This file is a snapshot of an AIDL file. Do not edit it manually. There are\n"
	"// two cases:\n"
	"// 1). this is a frozen version file - do not edit this in any case.\n"
	"// 2). this is a 'current' file. If you make a backwards compatible change to\n"
	"//     the interface (from the latest frozen version), the build system will\n"
	"//     prompt you to update this file with `m <name>-update-api`.\n"
	"//\n"
	"// You must not make a backward incompatible change to any AIDL file built\n"
	"// with the aidl_interface module type with versions property set. The module\n"
	"// type is used to build AIDL files in a way that they can be used across\n"
	"// independently updatable components of the system. If a device is shipped\n"
	"// with such a backward incompatible change, it has a high risk of breaking\n"
	"// later when a module using the interface is updated, e.g., Mainline modules.\n"
	"\n";

struct dump {
	struct sema *s;
	struct arena *a;
	struct emit *out;
	struct ast_decl *decl;	/* whose members are written */
	bool values;		/* not expressions */
	int depth;
};

static void begin_line(struct dump *d)
{
	for (int i = 0; i < d->depth; i++)
		emit_raw(d->out, "  ");
}

static void line(struct dump *d, const char *text)
{
	begin_line(d);
	emit_raw(d->out, text);
	emit_raw(d->out, "\n");
}

static void write_doc(struct dump *d, const struct model_doc *doc)
{
	if (doc->hidden && !doc->deprecated) {
		line(d, "/* @hide */");
		return;
	}
	if (!doc->deprecated)
		return;
	line(d, "/**");
	if (doc->hidden)
		line(d, " * @hide");
	line(d, arena_fmt(d->a, " * @deprecated %s", doc->deprecated));
	line(d, " */");
}

/* Expressions */

/* A reference to a member of another type names that in full. */
static void write_reference(struct dump *d, const struct ast_expr *expr)
{
	const char *dot = strrchr(expr->text, '.');
	struct ast_name name = {.at = expr->at};
	const struct ast_decl *owner;

	if (dot) {
		name.s = intern(d->s->names, expr->text, (size_t)(dot - expr->text));
		owner = names_find(d->s, d->decl->file, d->decl, name);
		emit_raw(d->out, owner ? owner->qualified : name.s);
	}
	emit_raw(d->out, dot ? dot : expr->text);
}

static void write_expr(struct dump *d, const struct ast_expr *expr)
{
	const char *quote = expr->kind == AST_CHAR ? "'" : expr->kind == AST_STRING ? "\"" : "";

	switch (expr->kind) {
	case AST_PAREN:
		write_expr(d, expr->left);
		break;
	case AST_REF:
		write_reference(d, expr);
		break;
	case AST_UNARY:
		emit_raw(d->out, "(");
		emit_raw(d->out, ast_op_text(expr->op));
		write_expr(d, expr->left);
		emit_raw(d->out, ")");
		break;
	case AST_BINARY:
		emit_raw(d->out, "(");
		write_expr(d, expr->left);
		emit_raw(d->out, " ");
		emit_raw(d->out, ast_op_text(expr->op));
		emit_raw(d->out, " ");
		write_expr(d, expr->right);
		emit_raw(d->out, ")");
		break;
	default:
		emit_raw(d->out, quote);
		emit_raw(d->out, expr->text);
		emit_raw(d->out, quote);
		break;
	}
}

static bool is_literal(const struct ast_expr *expr)
{
	while (expr->kind == AST_PAREN)
		expr = expr->left;
	return expr->kind != AST_REF && expr->kind != AST_UNARY && expr->kind != AST_BINARY;
}

static void write_value(struct dump *d, const struct model_type *type,
			const struct ast_expr *expr, const struct model_value *value)
{
	int n = expr->list ? expr->list->v.n : 0;

	if (d->values) {
		emit_raw(d->out, api_value(d->a, type, value));
		return;
	}
	if (expr->kind != AST_LIST) {
		write_expr(d, expr);
		if (type->base != MODEL_ENUM && !is_literal(expr)) {
			emit_raw(d->out, " /* ");
			emit_raw(d->out, api_value(d->a, type, value));
			emit_raw(d->out, " */");
		}
		return;
	}
	emit_raw(d->out, "{");
	for (int i = 0; i < n; i++) {
		emit_raw(d->out, i ? ", " : "");
		write_value(d, type, expr->list->v.items[i], &value->items[i]);
	}
	emit_raw(d->out, "}");
}

/* Members */

static const char *direction_text(enum ast_direction direction)
{
	static const char *const text[] = {
		[AST_NO_DIRECTION] = "", [AST_IN] = "in ", [AST_OUT] = "out ", [AST_INOUT] = "inout ",
	};

	return text[direction];
}

static void write_method(struct dump *d, const struct ast_method *written,
			 const struct model_method *m)
{
	write_doc(d, &m->doc);
	begin_line(d);
	emit_raw(d->out, m->oneway ? "oneway " : "");
	emit_raw(d->out, api_type(d->a, &m->ret));
	emit_raw(d->out, " ");
	emit_raw(d->out, m->name);
	emit_raw(d->out, "(");
	for (int i = 0; i < m->n_args; i++) {
		emit_raw(d->out, i ? ", " : "");
		emit_raw(d->out, direction_text(written->args->v.items[i]->direction));
		emit_raw(d->out, api_type(d->a, &m->args[i].type));
		emit_raw(d->out, " ");
		emit_raw(d->out, m->args[i].name);
	}
	emit_raw(d->out, ")");
	if (written->id) {
		emit_raw(d->out, " = ");
		emit_raw(d->out, api_integer(d->a, m->id));
	}
	emit_raw(d->out, ";\n");
}

static void write_field(struct dump *d, const struct ast_field *written,
			const struct model_field *f)
{
	write_doc(d, &f->doc);
	begin_line(d);
	emit_raw(d->out, api_type(d->a, &f->type));
	emit_raw(d->out, " ");
	emit_raw(d->out, f->name);
	if (written->value) {
		emit_raw(d->out, " = ");
		write_value(d, &f->type, written->value, &f->value);
	}
	emit_raw(d->out, ";\n");
}

static void write_constant(struct dump *d, const struct ast_constant *written,
			   const struct model_constant *c)
{
	write_doc(d, &c->doc);
	begin_line(d);
	emit_raw(d->out, "const ");
	emit_raw(d->out, api_type(d->a, &c->type));
	emit_raw(d->out, " ");
	emit_raw(d->out, c->name);
	emit_raw(d->out, " = ");
	write_value(d, &c->type, written->value, &c->value);
	emit_raw(d->out, ";\n");
}

static void write_enumerator(struct dump *d, const struct model_def *def,
			     const struct ast_enumerator *written, const struct model_enumerator *e)
{
	struct model_type type = {.base = def->backing};
	struct model_value value = {.kind = MODEL_VALUE_INT, .i = e->value};

	write_doc(d, &e->doc);
	begin_line(d);
	emit_raw(d->out, e->name);
	if (d->values) {
		emit_raw(d->out, " = ");
		emit_raw(d->out, api_integer(d->a, e->value));
	} else if (written->value) {
		emit_raw(d->out, " = ");
		write_value(d, &type, written->value, &value);
	}
	emit_raw(d->out, ",\n");
}

/* Types */

static void write_type(struct dump *d, struct ast_decl *decl);

static void write_members(struct dump *d, struct ast_decl *decl, const struct model_def *def)
{
	for (int i = 0; i < decl->enumerators.n; i++)
		write_enumerator(d, def, decl->enumerators.items[i], &def->enumerators[i]);
	for (int i = 0; i < decl->methods.n; i++)
		write_method(d, decl->methods.items[i], &def->methods[i]);
	for (int i = 0; i < decl->fields.n; i++)
		write_field(d, decl->fields.items[i], &def->fields[i]);
	for (int i = 0; i < decl->constants.n; i++)
		write_constant(d, decl->constants.items[i], &def->constants[i]);
	for (int i = 0; i < decl->nested.n; i++)
		write_type(d, decl->nested.items[i]);
}

static void write_type(struct dump *d, struct ast_decl *decl)
{
	const struct model_def *def = sema_def(d->s, decl);
	struct ast_decl *outer = d->decl;

	write_doc(d, &def->doc);
	if (def->n_annotations)
		line(d, api_annotations(d->a, def->annotations, def->n_annotations));
	begin_line(d);
	emit_raw(d->out, spell_kind(def->kind));
	emit_raw(d->out, " ");
	emit_raw(d->out, decl->name.s);
	for (int i = 0; i < def->n_type_params; i++) {
		emit_raw(d->out, i ? ", " : "<");
		emit_raw(d->out, def->type_params[i]);
	}
	emit_raw(d->out, def->n_type_params ? ">" : "");
	if (decl->unstructured || (d->values && outer != decl)) {
		emit_raw(d->out, ";\n");
		return;
	}
	emit_raw(d->out, " {\n");
	d->decl = decl;
	d->depth++;
	write_members(d, decl, def);
	d->depth--;
	d->decl = outer;
	line(d, "}");
}

void api_dump(struct sema *s, struct ast_decl *decl, const struct dump_options *opt,
	      struct emit *out)
{
	struct arena scratch;
	struct dump d = {.s = s, .a = &scratch, .out = out, .decl = decl};

	arena_init(&scratch);
	if (!opt->no_license)
		api_license(out, decl->file);
	emit_raw(out, preamble);
	if (*decl->file->package.s) {
		emit_raw(out, "package ");
		emit_raw(out, decl->file->package.s);
		emit_raw(out, ";\n");
	}
	write_type(&d, decl);
	arena_free(&scratch);
}

void api_dump_values(struct sema *s, struct ast_decl *decl, struct emit *out)
{
	struct arena scratch;
	struct dump d = {.s = s, .a = &scratch, .out = out, .decl = decl, .values = true};

	arena_init(&scratch);
	write_type(&d, decl);
	arena_free(&scratch);
}
