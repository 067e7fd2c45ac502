/* SPDX-License-Identifier: MIT */
/*
 * interface.c - an interface in its header: codes, the table of an implementation, methods
 */
#include "gen_c/gen.h"

const char *gen_local_prefix(struct gen *g, const struct model_def *def)
{
	return def->parent ? FMT("%s%s_", gen_local_prefix(g, def->parent),
					ident_part(g->arena, def)) : "";
}

bool gen_is_meta(const struct model_method *m)
{
	return m->meta_version || m->meta_hash;
}

static bool holds_new(const struct model_type *t)
{
	return t->def && t->def->holds_new;
}

bool gen_holds_new(const struct model_method *m)
{
	for (int i = 0; i < m->n_args; i++)
		if (holds_new(&m->args[i].type))
			return true;
	return holds_new(&m->ret);
}

bool gen_is_guarded(const struct model_method *m)
{
	return m->permission.kind == MODEL_PERMISSION_ENFORCED && !gen_is_meta(m);
}

static bool has_guards(const struct model_def *def)
{
	for (int i = 0; i < def->n_methods; i++)
		if (gen_is_guarded(&def->methods[i]))
			return true;
	return false;
}

const char *gen_permission_words(struct gen *g, const struct model_permission *p)
{
	const char *words = p->n_names == 1 ? "the permission " :
			    p->all ? "the permissions " : "one of the permissions ";

	return gen_list(g, words, p->names, p->n_names, "");
}

const char *gen_signature(struct gen *g, const char *head, const char *first,
			  const struct model_method *m, const char *tail)
{
	const char **params = arena_array(g->arena, const char *, (size_t)m->n_args + 2);
	int n = 0;

	params[n++] = first;
	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *a = &m->args[i];

		params[n++] = ctype_declare(g, ctype_of(&a->type),
					    a->dir == MODEL_IN ? DECL_IN : DECL_OUT,
					    gen_arg(g, a->name));
	}
	if (m->ret.base != MODEL_VOID)
		params[n++] = ctype_declare(g, ctype_of(&m->ret), DECL_OUT, "ret");
	return gen_list(g, head, params, n, tail);
}

static void put_method(struct gen *g, struct emit *e, const char *head, const char *self,
		       const struct model_method *m)
{
	emit_fmt(e, "%s\n", gen_signature(g, head, FMT("%s *self", self), m, ");"));
}

static void put_codes(struct gen *g, struct emit *e, const struct model_def *def)
{
	if (!def->n_methods)
		return;
	emit(e, "enum {\n");
	for (int i = 0; i < def->n_methods; i++)
		emit_fmt(e, "\t%s_TRANSACTION_%s = FIRST_CALL_TRANSACTION + %d,\n",
			 gen_type(g, def), def->methods[i].name, (int)def->methods[i].id);
	emit(e, "};\n\n");
}

static void put_ops(struct gen *g, struct emit *e, const struct model_def *def)
{
	const char *impl = FMT("%s_impl", gen_type(g, def));
	int n = 0;

	emit(e, "/**\n"
		" * The methods of an implementation, called from any binder thread. Arguments are borrowed for the\n"
		" * call, results handed over. NULL, or a status that is handed over too, is the answer. A method\n"
		" * that is NULL is answered as unknown.\n"
		" */\n"
		"typedef struct $type$_ops {\n");
	emit_indent(e);
	for (int i = 0; i < def->n_methods; i++) {
		const struct model_method *m = &def->methods[i];
		struct arena_mark mark = arena_mark(g->arena);

		if (gen_is_meta(m))
			continue;
		emit(e, m->is_new ? "/* new: not called until this version is frozen */\n" : "");
		put_method(g, e, FMT("AStatus *(*%s)(", gen_op(g, m->name)), impl, m);
		arena_release(g->arena, mark);
		n++;
	}
	if (!n)
		emit(e, "char unused; /* C has no empty struct */\n");
	emit_dedent(e);
	emit(e, "} $type$_ops;\n\n"
		"/** Embed this in the struct of your implementation. All but ops may be NULL. */\n"
		"struct $type$_impl {\n"
		"\tconst $type$_ops *ops;\n"
		"\tvoid (*destroy)($type$_impl *self); /* the last reference is gone */\n"
		"\tbinder_status_t (*dump)($type$_impl *self, int fd, const char **args, uint32_t n_args);\n"
		"\tbinder_status_t (*shellCommand)($type$_impl *self, int in, int out, int err,\n"
		"\t\t\t\t\tconst char **args, uint32_t n_args);\n");
	if (has_guards(def))
		emit(e, "\t/*\n"
			"\t * Whether the caller (AIBinder_getCallingUid(); a oneway call has no pid) has permission.\n"
			"\t * Asked before the methods that need one; NULL: nobody has any, they answer EX_SECURITY.\n"
			"\t */\n"
			"\tbool (*checkPermission)($type$_impl *self, const char *permission);\n");
	emit(e, "};\n\n");
}

static void put_object(struct emit *e, bool vintf)
{
	emit(e, vintf ? "/** New local object that owns impl. NULL: no memory, or errno is ENOTSUP where this libbinder\n"
			" * knows no VINTF stability; impl stays yours then. */\n" :
			"/** New local object that owns impl. NULL: no memory, and impl stays yours. */\n");
	emit(e, "$type$ *$type$_new($type$_impl *impl);\n\n"
		"/** Consumes the reference to binder, seen as $name$; may ask the peer. NULL: it is not one. */\n"
		"$type$ *$type$_fromBinder(AIBinder *binder);\n\n"
		"/** The same with a reference of its own: the caller's stays. */\n"
		"$type$ *$type$_castBinder(AIBinder *binder);\n\n"
		"/** The binder behind self, borrowed. */\n"
		"static inline AIBinder *$type$_asBinder($type$ *self)\n"
		"{\n"
		"\treturn (AIBinder *)self;\n"
		"}\n\n"
		"/** One more reference; answers self. NULL is let through. */\n"
		"$type$ *$type$_acquire($type$ *self);\n\n"
		"/** Drops a reference. NULL does nothing. */\n"
		"void $type$_release($type$ *self);\n\n"
		"/** Whether the object lives in another process. */\n"
		"bool $type$_isRemote($type$ *self);\n\n"
		"void $type$_Array_clear($type$_Array *self);\n\n"
		"/** Replaces self by length NULLs; -1 makes it the null array. */\n"
		"binder_status_t $type$_Array_alloc($type$_Array *self, int32_t length);\n\n");
}

void gen_interface_doc(struct gen *g, struct emit *e, const struct model_def *def)
{
	gen_doc(g, e, &def->doc,
		"A pointer to it is a counted reference. Methods answer NULL for success, else a status\n"
		"that is the caller's to AStatus_delete().");
}

/* What a caller must know beside what the author wrote. */
static const char *method_note(struct gen *g, const struct model_method *m)
{
	const char *oneway = "Oneway: the status only tells whether the call was sent.";
	const char *needs = !gen_is_guarded(m) ? NULL : FMT("The caller needs %s.",
							     gen_permission_words(g, &m->permission));

	if (m->meta_version)
		return "The version of the interface that the object has.";
	if (m->meta_hash)
		return "The hash of the interface that the object has.";
	if (m->is_new)
		return "New: answered as unknown until this version is frozen, wherever the object lives.";
	if (m->oneway)
		return needs ? FMT("%s\n%s", needs, oneway) : oneway;
	return needs;
}

void gen_interface_header(struct gen *g, struct emit *e, const struct model_def *def)
{
	emit_push(e);
	emit_let(e, "type", gen_type(g, def));
	emit_let(e, "name", def->name);
	emit_fmt(e, "#define %s_DESCRIPTOR \"%s\"\n", gen_type(g, def), def->descriptor);
	if (def->next_version)
		emit_fmt(e, "/* Version %d is not frozen yet: this code speaks version %d. */\n",
			 (int)def->next_version, (int)def->version);
	if (def->version > 0)
		emit_fmt(e, "#define %s_VERSION %d\n", gen_type(g, def), (int)def->version);
	if (def->hash)
		emit_fmt(e, "#define %s_HASH \"%s\"\n", gen_type(g, def), def->hash);
	emit(e, "\n");
	gen_constants(g, e, def);
	put_codes(g, e, def);
	emit(e, "typedef struct $type$_impl $type$_impl;\n\n");
	put_ops(g, e, def);
	put_object(e, def->vintf);
	for (int i = 0; i < def->n_methods; i++) {
		const struct model_method *m = &def->methods[i];
		struct arena_mark mark = arena_mark(g->arena);

		gen_doc(g, e, &m->doc, method_note(g, m));
		put_method(
			g, e,
			FMT("AStatus *%s_%s(", gen_type(g, def),
			    gen_method(g, def, m->name)),
			gen_type(g, def), m);
		emit(e, "\n");
		arena_release(g->arena, mark);
	}
	emit_pop(e);
}
