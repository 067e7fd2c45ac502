/* SPDX-License-Identifier: MIT */
/*
 * methods.c - rules of interfaces: methods, arguments, directions, ids
 */
#include <stdlib.h>
#include <string.h>

#include "sema/annotations.h"
#include "sema/check.h"
#include "sema/doc.h"
#include "sema/names.h"
#include "sema/permissions.h"
#include "sema/types.h"

/* Ids above are kept for methods of the compiler's own; the code is FIRST_CALL_TRANSACTION + id. */
#define MAX_METHOD_ID 16777114
#define ID_GET_VERSION 16777214
#define ID_GET_HASH 16777213

static const char *const java_keywords[] = {
	"abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const",
	"continue", "default", "do", "double", "else", "enum", "extends", "final", "finally", "float",
	"for", "goto", "if", "implements", "import", "instanceof", "int", "interface", "long", "native",
	"new", "package", "private", "protected", "public", "return", "short", "static", "strictfp",
	"super", "switch", "synchronized", "this", "throw", "throws", "transient", "try", "void",
	"volatile", "while", "true", "false", "null",
};

/* Directions */

enum { CAN_IN = 1, CAN_OUT = 2, CAN_INOUT = 4, CAN_ALL = 7 };

static int possible_directions(const struct model_type *t)
{
	if (t->shape != MODEL_SINGLE)
		return CAN_ALL;
	if (types_is_plain(t) || t->base == MODEL_STRING || t->base == MODEL_IBINDER ||
	    t->base == MODEL_INTERFACE)
		return CAN_IN;
	if (t->base == MODEL_HOLDER)
		return 0;
	if (t->base == MODEL_FD)
		return CAN_IN | CAN_INOUT;
	if (t->base == MODEL_UNTYPED_LIST || t->base == MODEL_MAP)
		return CAN_ALL;
	if (!t->def) /* FileDescriptor, CharSequence */
		return CAN_IN;
	if (annotation_find(sema_decl(t->def)->annotations, "JavaOnlyImmutable"))
		return CAN_IN;
	return CAN_ALL;
}

static bool check_direction(struct sema *s, const struct ast_arg *arg,
			    const struct model_type *type, enum model_direction *ret_direction)
{
	static const char *const words[] = {[CAN_IN] = "'in'",
					    [CAN_IN | CAN_INOUT] = "'in' or 'inout'",
					    [CAN_ALL] = "'in', 'out' or 'inout'"};
	int can = possible_directions(type);

	if (!can)
		return diag_at(s->diag, DIAG_HOLDER, arg->type->at,
			       "a ParcelableHolder cannot be an argument; put it into a parcelable");
	if (arg->direction == AST_NO_DIRECTION && can != CAN_IN)
		return diag_at(s->diag, DIAG_DIRECTION, arg->type->at,
			       "an argument of type %s needs a direction: %s", types_text(s, type), words[can]);
	if ((arg->direction == AST_OUT && !(can & CAN_OUT)) ||
	    (arg->direction == AST_INOUT && !(can & CAN_INOUT)))
		return diag_at(s->diag, DIAG_DIRECTION, arg->direction_at,
			       "an argument of type %s can only be %s", types_text(s, type), words[can]);
	*ret_direction = arg->direction == AST_OUT ? MODEL_OUT
			 : arg->direction == AST_INOUT ? MODEL_INOUT : MODEL_IN;
	return true;
}

/* Arguments */

/* More arguments than these are looked up in a map. */
#define FEW_ARGS 8

/* The argument before the one of this index that has its name. */
static struct ast_arg *find_same(struct sema *s, const struct ast_args *args, int index,
				 struct map *seen)
{
	const char *name = args->v.items[index]->name.s;
	struct ast_arg *first;

	if (args->v.n <= FEW_ARGS) {
		for (int i = 0; i < index; i++)
			if (args->v.items[i]->name.s == name)
				return args->v.items[i];
		return NULL;
	}
	first = map_get(seen, name);
	if (!first)
		map_put(s->arena, seen, name, args->v.items[index]);
	return first;
}

static bool is_java_keyword(struct sema *s, const char *name)
{
	if (!s->java_keywords.n)
		for (size_t i = 0; i < sizeof(java_keywords) / sizeof(java_keywords[0]); i++)
			map_put(s->arena, &s->java_keywords, intern_str(s->names, java_keywords[i]), s);
	return map_get(&s->java_keywords, name);
}

static void check_arg_name(struct sema *s, const struct ast_arg *arg, const struct ast_arg *first)
{
	if (first) {
		diag_at(s->diag, DIAG_DUPLICATE_ARGUMENT, arg->name.at,
			"argument '%s' is there twice", arg->name.s);
		diag_note(s->diag, first->name.at, "first declared here");
		return;
	}
	if (strncmp(arg->name.s, "_aidl", 5) == 0) {
		diag_at(s->diag, DIAG_RESERVED_NAME, arg->name.at,
			"names of arguments do not start with '_aidl'");
		return;
	}
	if (is_java_keyword(s, arg->name.s))
		diag_at(s->diag, DIAG_RESERVED_NAME, arg->name.at,
			"'%s' is a keyword of Java and cannot be the name of an argument", arg->name.s);
}

static void check_arg(struct sema *s, struct ast_decl *d, const struct ast_method *m,
		      struct ast_arg *arg, struct model_method *method, struct model_arg *out)
{
	out->name = arg->name.s;
	out->at = arg->name.at;
	if (s->opt.structured && !types_check_typed(s, arg->type))
		return;
	if (!types_resolve(s, d, arg->type, TYPE_OF_ARGUMENT, &out->type) ||
	    !check_direction(s, arg, &out->type, &out->dir))
		return;
	if (out->type.def && out->type.base != MODEL_INTERFACE)
		sema_want(s, sema_decl(out->type.def));
	if (method->oneway && out->dir != MODEL_IN) {
		diag_at(s->diag, DIAG_ONEWAY, arg->direction_at,
			"a oneway method sends no answer, so it has no '%s' arguments",
			out->dir == MODEL_OUT ? "out" : "inout");
		diag_note(s->diag, m->oneway ? m->oneway_at : d->name.at,
			  m->oneway ? "oneway here" : "all methods of this interface are oneway");
	}
}

static void check_result(struct sema *s, struct ast_decl *d, struct ast_method *m,
			 struct model_method *out)
{
	if (s->opt.structured && !types_check_typed(s, m->type))
		return;
	if (!types_resolve(s, d, m->type, TYPE_OF_RESULT, &out->ret))
		return;
	if (out->ret.base == MODEL_HOLDER && out->ret.shape == MODEL_SINGLE)
		diag_at(s->diag, DIAG_HOLDER, m->type->at,
			"a method cannot return a ParcelableHolder; put it into a parcelable");
	if (out->ret.def && out->ret.base != MODEL_INTERFACE)
		sema_want(s, sema_decl(out->ret.def));
	if (out->oneway && out->ret.base != MODEL_VOID) {
		diag_at(s->diag, DIAG_ONEWAY, m->type->at,
			"a oneway method sends no answer, so it returns void");
		diag_note(s->diag, m->oneway ? m->oneway_at : d->name.at,
			  m->oneway ? "oneway here" : "all methods of this interface are oneway");
	}
}

/* Ids */

/* A bare decimal literal; -1: it is none, which was said. */
static int32_t explicit_id(struct sema *s, const struct ast_expr *e)
{
	size_t digits = e->kind == AST_INT ? strspn(e->text, "0123456789") : 0;
	unsigned long long id;

	if (!digits || e->text[digits]) {
		diag_at(s->diag, DIAG_METHOD_ID, e->at,
			"the id of a method is a plain decimal number");
		return -1;
	}
	id = strtoull(e->text, NULL, 10);
	if (id > MAX_METHOD_ID) {
		diag_at(s->diag, DIAG_METHOD_ID, e->at, "the id of a method is at most %d",
			MAX_METHOD_ID);
		return -1;
	}
	return (int32_t)id;
}

/* def NULL: only checks. */
void check_ids(struct sema *s, const struct ast_decl *d, struct model_def *def)
{
	struct map seen = {0};
	const struct ast_method *first = d->methods.n ? d->methods.items[0] : NULL;

	for (int i = 0; i < d->methods.n; i++) {
		struct ast_method *m = d->methods.items[i];
		struct ast_method *other;
		int32_t id = i;

		if (def)
			def->methods[i].id = id;
		if (!m->id != !first->id) {
			diag_at(s->diag, DIAG_METHOD_ID, m->name.at,
				"'%s' has %s id: all methods of an interface have one, or none",
				m->name.s, m->id ? "an" : "no");
			diag_note(s->diag, first->name.at, "the first method has %s",
				  first->id ? "one" : "none");
			return;
		}
		if (!m->id)
			continue;
		id = explicit_id(s, m->id);
		if (id < 0)
			continue;
		if (def)
			def->methods[i].id = id;
		other = map_put(s->arena, &seen, (char *)1 + id, m);
		if (other) {
			diag_at(s->diag, DIAG_METHOD_ID, m->id->at,
				"id %d belongs to another method already", (int)id);
			diag_note(s->diag, other->name.at, "it is the id of '%s'", other->name.s);
		}
	}
}

/* Methods */

static bool reserved_signature(const struct ast_method *m)
{
	int n = m->args ? m->args->v.n : 0;

	if (n == 0)
		return strcmp(m->name.s, "asBinder") == 0 ||
		       strcmp(m->name.s, "getInterfaceVersion") == 0 ||
		       strcmp(m->name.s, "getInterfaceHash") == 0;
	return n == 1 && strcmp(m->name.s, "getTransactionName") == 0 &&
	       strcmp(m->args->v.items[0]->type->name.s, "int") == 0 &&
	       !m->args->v.items[0]->type->dims;
}

static void check_method_name(struct sema *s, struct ast_method *m, struct map *seen)
{
	struct ast_method *first = map_put(s->arena, seen, m->name.s, m);

	if (first) {
		map_put(s->arena, seen, m->name.s, first);
		diag_at(s->diag, DIAG_DUPLICATE_METHOD, m->name.at, "method '%s' is declared twice",
			m->name.s);
		diag_note(s->diag, first->name.at, "first declared here");
		return;
	}
	if (reserved_signature(m))
		diag_at(s->diag, DIAG_RESERVED_METHOD, m->name.at,
			"every interface has a method '%s' of its own already", m->name.s);
}

static void check_method(struct sema *s, struct ast_decl *d, struct ast_method *m,
			 struct model_def *def, struct model_method *out)
{
	struct map seen = {0};

	out->name = m->name.s;
	out->at = m->name.at;
	out->doc = doc_of(s, d->file, m->comments);
	out->allow_blocking = annotation_find(m->type->annotations, "PropagateAllowBlocking");
	out->permission = permissions_of(s, m->type->annotations);
	if (out->permission.kind == MODEL_PERMISSION_UNSAID)
		out->permission = def->permission;
	out->oneway = m->oneway || d->oneway;
	out->clear_buf = def->sensitive;
	check_result(s, d, m, out);
	out->n_args = m->args ? m->args->v.n : 0;
	out->args = arena_array(s->arena, struct model_arg, (size_t)out->n_args);
	for (int i = 0; i < out->n_args; i++) {
		check_arg_name(s, m->args->v.items[i], find_same(s, m->args, i, &seen));
		check_arg(s, d, m, m->args->v.items[i], out, &out->args[i]);
	}
}

static void add_meta_methods(struct sema *s, struct model_def *def)
{
	if (def->version) {
		struct model_method *m = &def->methods[def->n_methods++];

		m->name = intern_str(s->names, "getInterfaceVersion");
		m->ret.base = MODEL_INT;
		m->id = ID_GET_VERSION;
		m->clear_buf = def->sensitive;
		m->meta_version = true;
	}
	if (def->hash) {
		struct model_method *m = &def->methods[def->n_methods++];

		m->name = intern_str(s->names, "getInterfaceHash");
		m->ret.base = MODEL_STRING;
		m->id = ID_GET_HASH;
		m->clear_buf = def->sensitive;
		m->meta_hash = true;
	}
}

void check_interface(struct sema *s, struct ast_decl *d, struct model_def *def)
{
	struct map seen = {0};

	check_constants(s, d, def);
	def->n_methods = d->methods.n;
	def->methods = arena_array(s->arena, struct model_method, (size_t)d->methods.n + 2);
	map_reserve(s->arena, &seen, (uint32_t)d->methods.n);
	for (int i = 0; i < d->methods.n; i++) {
		check_method_name(s, d->methods.items[i], &seen);
		check_method(s, d, d->methods.items[i], def, &def->methods[i]);
	}
	permissions_check(s, d);
	check_ids(s, d, def);
	add_meta_methods(s, def);
}
