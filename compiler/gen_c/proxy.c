/* SPDX-License-Identifier: MIT */
/*
 * proxy.c - the side of the caller: references, and a function for each method
 *
 * A method of an object of this process is called directly (call_x() of stub.c), any
 * other marshalled. Results: ret and out are cleared first; inout is read beside and
 * replaced once all has been read.
 */
#include "gen_c/gen.h"

#include <string.h>

#define FMT(...) arena_fmt(g->arena, __VA_ARGS__)

static bool has_ret(const struct model_method *m)
{
	return m->ret.base != MODEL_VOID;
}

/* An `out T[]`: its length travels in the request. */
static bool is_sized(const struct model_arg *a)
{
	return a->dir == MODEL_OUT && a->type.shape == MODEL_ARRAY;
}

static const char *arg_name(struct gen *g, const struct model_arg *a)
{
	return gen_arg(g, a->name);
}

static const char *new_name(struct gen *g, const struct model_method *m, const struct model_arg *a)
{
	return ident_local(g->arena, m, "new", a->name);
}

static const char *length_name(struct gen *g, const struct model_method *m,
			       const struct model_arg *a)
{
	return ident_local(g->arena, m, "length", a->name);
}

static bool has_inout(const struct model_method *m)
{
	for (int i = 0; i < m->n_args; i++)
		if (m->args[i].dir == MODEL_INOUT)
			return true;
	return false;
}

static struct place arg_place(struct gen *g, const struct model_arg *a)
{
	struct ctype t = ctype_of(&a->type);

	if (a->dir == MODEL_IN)
		return place_in(g, t, arg_name(g, a));
	return place_out(g, t, arg_name(g, a));
}

/* "call_play(impl, uri, &new_x, ret)"; inout arguments by their copies. */
static const char *call_text(struct gen *g, const struct model_def *def,
			     const struct model_method *m, bool copies)
{
	const char **items = arena_array(g->arena, const char *, (size_t)m->n_args + 2);
	int n = 0;

	items[n++] = "impl";
	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *a = &m->args[i];
		struct ctype t = ctype_of(&a->type);

		if (a->dir == MODEL_INOUT && copies)
			items[n++] = place_of(g, t, new_name(g, m, a)).addr;
		else
			items[n++] = arg_name(g, a);
	}
	if (has_ret(m))
		items[n++] = "ret";
	return gen_list(g, FMT("call_%s%s(", gen_local_prefix(g, def),
			       gen_method(g, def, m->name)), items, n, ")");
}

/* Whether no inout argument needs a function to be copied. */
static bool copies_are_plain(const struct model_method *m)
{
	for (int i = 0; i < m->n_args; i++)
		if (m->args[i].dir == MODEL_INOUT && !ctype_is_plain(ctype_of(&m->args[i].type)))
			return false;
	return true;
}

/* Replaces the inout arguments by what was made beside them. */
static void put_commits(struct gen *g, struct emit *e, const struct model_method *m)
{
	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *a = &m->args[i];
		struct ctype t = ctype_of(&a->type);

		if (a->dir != MODEL_INOUT)
			continue;
		if (!ctype_is_plain(t))
			op_clear(g, e, t, arg_place(g, a));
		op_move(g, e, t, arg_place(g, a), place_of(g, t, new_name(g, m, a)));
	}
}

/* The direct call of a method with inout arguments works on copies. */
static void put_local(struct gen *g, struct emit *e, const struct model_def *def,
		      const struct model_method *m)
{
	const char *head = FMT("static AStatus *local_%s%s(", gen_local_prefix(g, def),
			       gen_method(g, def, m->name));
	struct emit commit, undo;
	bool first = true;

	emit_fmt(e, "%s\n{\n",
		 gen_signature(g, head, FMT("%s_impl *impl", gen_type(g, def)), m, ")"));
	emit_indent(e);
	for (int i = 0; i < m->n_args; i++)
		if (m->args[i].dir == MODEL_INOUT)
			op_declare(g, e, ctype_of(&m->args[i].type), new_name(g, m, &m->args[i]));
	emit(e, "AStatus *status = NULL;\n");
	emit(e,
	     copies_are_plain(m) ? "binder_status_t r = STATUS_OK;\n\n" : "binder_status_t r;\n\n");
	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *a = &m->args[i];
		struct ctype t = ctype_of(&a->type);
		struct place copy = place_of(g, t, new_name(g, m, a));
		const char *op;

		if (a->dir != MODEL_INOUT)
			continue;
		op = op_copy(g, t, copy, arg_place(g, a));
		if (op)
			gen_step(e, &first, op);
		else
			op_move(g, e, t, copy, arg_place(g, a));
	}
	emit(e, first ? "" : "if (r == STATUS_OK)\n\t");
	emit_fmt(e, "status = %s;\n", call_text(g, def, m, true));
	emit_init(&commit);
	emit_init(&undo);
	commit.level = undo.level = e->level + 1;
	put_commits(g, &commit, m);
	for (int i = 0; i < m->n_args; i++) {
		struct ctype t = ctype_of(&m->args[i].type);

		if (m->args[i].dir == MODEL_INOUT)
			op_drop(g, &undo, t, place_of(g, t, new_name(g, m, &m->args[i])));
	}
	gen_block(e, "if (r == STATUS_OK && !status)", &commit, "");
	gen_block(e, "if (r != STATUS_OK || status)", &undo, "");
	emit_free(&undo);
	emit_free(&commit);
	emit(e, "return aidl_status(r, status);\n");
	emit_dedent(e);
	emit(e, "}\n\n");
}

/* What a marshalled call would refuse to write. */
static void put_checks(struct gen *g, struct emit *e, const struct model_method *m)
{
	bool first = true;

	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *a = &m->args[i];
		struct ctype t = ctype_of(&a->type);
		const char *op = NULL;

		if (a->dir != MODEL_OUT)
			op = op_check(g, t, arg_place(g, a));
		if (a->dir == MODEL_IN && ctype_form(t) == FORM_STRUCT)
			op = FMT("%s ? %s : STATUS_UNEXPECTED_NULL", arg_name(g, a),
				 op ? op : "STATUS_OK");
		if (op)
			gen_step(e, &first, op);
	}
	if (!first)
		emit(e, "if (r != STATUS_OK)\n"
			"\treturn AStatus_fromStatus(r);\n");
}

static void put_direct(struct gen *g, struct emit *e, const struct model_def *def,
		       const struct model_method *m)
{
	const char *call = call_text(g, def, m, false);
	struct emit body;

	if (has_inout(m))
		call = FMT("local_%s", call + strlen("call_"));
	emit_init(&body);
	body.level = e->level + 1;
	put_checks(g, &body, m);
	for (int i = 0; i < m->n_args; i++)
		if (is_sized(&m->args[i]))
			emit_fmt(&body, "%s->length = %s;\n", arg_name(g, &m->args[i]),
				 length_name(g, m, &m->args[i]));
	if (m->oneway)
		emit_fmt(&body, "AStatus_delete(%s); /* oneway: nobody to tell */\nreturn NULL;\n", call);
	else
		emit_fmt(&body, "return %s;\n", call);
	gen_block(e, "if (impl)", &body, "");
	emit(e, "\n");
	emit_free(&body);
}

static void put_locals(struct gen *g, struct emit *e, const struct model_method *m)
{
	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *a = &m->args[i];

		if (a->dir == MODEL_INOUT)
			op_declare(g, e, ctype_of(&a->type), new_name(g, m, a));
		else if (is_sized(a))
			emit_fmt(e, "int32_t %s = %s->length;\n", length_name(g, m, a),
				 arg_name(g, a));
	}
	emit(e, "AParcel *in = NULL, *out = NULL;\n");
	if (!m->oneway)
		emit(e, "AStatus *status = NULL;\n");
	emit(e, "binder_status_t r;\n\n");
}

static void clear_outputs(struct gen *g, struct emit *e, const struct model_method *m)
{
	if (has_ret(m))
		op_zero(g, e, ctype_of(&m->ret), place_out(g, ctype_of(&m->ret), "ret"));
	for (int i = 0; i < m->n_args; i++) {
		if (m->args[i].dir == MODEL_OUT)
			op_clear(g, e, ctype_of(&m->args[i].type), arg_place(g, &m->args[i]));
	}
}

static const char *call_flags(const struct model_method *m)
{
	if (m->oneway)
		return m->clear_buf ? "FLAG_ONEWAY | AIDL_FLAG_CLEAR_BUF" : "FLAG_ONEWAY";
	return m->clear_buf ? "AIDL_FLAG_CLEAR_BUF" : "0";
}

static void put_request(struct gen *g, struct emit *e, const struct model_def *def,
			const struct model_method *m)
{
	bool first = false;

	emit(e, "r = AIBinder_prepareTransaction(binder, &in);\n");
	if (m->clear_buf)
		emit(e, "if (r == STATUS_OK)\n"
			"\taidl_mark_sensitive(in);\n");
	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *a = &m->args[i];

		if (a->dir != MODEL_OUT)
			gen_step(e, &first, op_write(g, ctype_of(&a->type), "in", arg_place(g, a)));
		else if (is_sized(a))
			gen_step(e, &first,
				 FMT("aidl_write_%sout_length(in, %s)",
				     a->type.nullable ? "nullable_" : "", length_name(g, m, a)));
	}
	emit_fmt(e,
		 "if (r == STATUS_OK)\n"
		 "\tr = AIBinder_transact(binder, %s_TRANSACTION_%s, &in, &out, %s);\n",
		 gen_type(g, def), m->name, call_flags(m));
}

static void put_failed(struct gen *g, struct emit *e, const struct model_method *m)
{
	if (has_ret(m))
		op_clear(g, e, ctype_of(&m->ret), place_out(g, ctype_of(&m->ret), "ret"));
	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *a = &m->args[i];
		struct ctype t = ctype_of(&a->type);

		if (a->dir == MODEL_OUT)
			op_clear(g, e, t, arg_place(g, a));
		else if (a->dir == MODEL_INOUT && !ctype_is_plain(t))
			op_clear(g, e, t, place_of(g, t, new_name(g, m, a)));
	}
}

static void put_reply(struct gen *g, struct emit *e, const struct model_method *m)
{
	bool first = true;
	int n = has_ret(m);

	emit(e, "if (r == STATUS_OK)\n"
		"\tr = aidl_read_status(out, &status);\n");
	for (int i = 0; i < m->n_args; i++)
		n += m->args[i].dir != MODEL_IN;
	if (!n)
		return;
	emit(e, "if (r == STATUS_OK && !status)");
	emit(e, n > 1 || has_inout(m) ? " {\n" : "\n");
	emit_indent(e);
	if (has_ret(m))
		gen_step(e, &first, op_read(g, ctype_of(&m->ret), "out",
					    place_out(g, ctype_of(&m->ret), "ret")));
	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *a = &m->args[i];
		struct ctype t = ctype_of(&a->type);

		if (a->dir == MODEL_OUT)
			gen_step(e, &first, op_read(g, t, "out", arg_place(g, a)));
		else if (a->dir == MODEL_INOUT)
			gen_step(e, &first,
				 op_read(g, t, "out", place_of(g, t, new_name(g, m, a))));
	}
	if (has_inout(m)) {
		emit(e, "if (r == STATUS_OK) {\n");
		emit_indent(e);
		put_commits(g, e, m);
		emit_dedent(e);
		emit(e, "}\n");
	}
	emit_dedent(e);
	if (n > 1 || has_inout(m))
		emit(e, "}\n");
	/* Readers leave nothing half read, but what was read before one that failed. */
	if (n > 1 || has_inout(m)) {
		emit(e, "if (r != STATUS_OK) {\n");
		emit_indent(e);
		put_failed(g, e, m);
		emit_dedent(e);
		emit(e, "}\n");
	}
}

static void put_proxy(struct gen *g, struct emit *e, const struct model_def *def,
		      const struct model_method *m)
{
	const char *type = gen_type(g, def);
	const char *head = FMT("AStatus *%s_%s(", type, gen_method(g, def, m->name));

	if (has_inout(m))
		put_local(g, e, def, m);
	emit_fmt(e, "%s\n{\n", gen_signature(g, head, FMT("%s *self", type), m, ")"));
	emit_indent(e);
	emit(e, "AIBinder *binder = $type$_asBinder(self);\n"
		"$type$_impl *impl = aidl_local(binder, get_$i$clazz());\n");
	put_locals(g, e, m);
	clear_outputs(g, e, m);
	put_direct(g, e, def, m);
	put_request(g, e, def, m);
	if (!m->oneway)
		put_reply(g, e, m);
	emit(e, "AParcel_delete(out);\n"
		"AParcel_delete(in);\n");
	emit(e, m->oneway ? "return aidl_status(r, NULL);\n" : "return aidl_status(r, status);\n");
	emit_dedent(e);
	emit(e, "}\n\n");
}

/* getInterfaceVersion and getInterfaceHash: an object of ours has what we have. */
static void put_meta_proxy(struct gen *g, struct emit *e, const struct model_def *def,
			   const struct model_method *m)
{
	emit_let(e, "method", m->name);
	emit_let(e, "ret", ctype_declare(g, ctype_of(&m->ret), DECL_OUT, "ret"));
	emit(e, "AStatus *$type$_$method$($type$ *self, $ret$)\n"
		"{\n"
		"\tAIBinder *binder = $type$_asBinder(self);\n"
		"\tAParcel *in = NULL, *out = NULL;\n"
		"\tAStatus *status = NULL;\n"
		"\tbinder_status_t r;\n\n");
	emit_indent(e);
	clear_outputs(g, e, m);
	emit(e, "if (aidl_local(binder, get_$i$clazz())) {\n");
	emit(e, m->meta_version ? "\t*ret = $type$_VERSION;\n\treturn NULL;\n" :
				  "\treturn aidl_status(aidl_String_copy(ret, $type$_HASH), NULL);\n");
	emit(e, "}\n\n");
	put_request(g, e, def, m);
	put_reply(g, e, m);
	emit(e, "AParcel_delete(out);\n"
		"AParcel_delete(in);\n"
		"return aidl_status(r, status);\n");
	emit_dedent(e);
	emit(e, "}\n\n");
}

static void put_references(struct emit *e)
{
	emit(e, "/* The caller's side: a $type$ is an AIBinder known to speak the interface. */\n\n"
		"$type$ *$type$_castBinder(AIBinder *binder)\n"
		"{\n"
		"\tif (!binder || !aidl_associate(binder, get_$i$clazz()))\n"
		"\t\treturn NULL;\n"
		"\tAIBinder_incStrong(binder);\n"
		"\treturn ($type$ *)binder;\n"
		"}\n\n"
		"$type$ *$type$_fromBinder(AIBinder *binder)\n"
		"{\n"
		"\t$type$ *self = $type$_castBinder(binder);\n\n"
		"\taidl_Binder_clear(&binder);\n"
		"\treturn self;\n"
		"}\n\n"
		"$type$ *$type$_acquire($type$ *self)\n"
		"{\n"
		"\tif (self)\n"
		"\t\tAIBinder_incStrong($type$_asBinder(self));\n"
		"\treturn self;\n"
		"}\n\n"
		"void $type$_release($type$ *self)\n"
		"{\n"
		"\tif (self)\n"
		"\t\tAIBinder_decStrong($type$_asBinder(self));\n"
		"}\n\n"
		"bool $type$_isRemote($type$ *self)\n"
		"{\n"
		"\treturn AIBinder_isRemote($type$_asBinder(self));\n"
		"}\n\n");
}

void gen_proxies(struct gen *g, struct emit *e, const struct model_def *def)
{
	emit_push(e);
	emit_let(e, "type", gen_type(g, def));
	emit_let(e, "i", gen_local_prefix(g, def));
	put_references(e);
	for (int i = 0; i < def->n_methods; i++) {
		struct arena_mark mark = arena_mark(g->arena);

		if (gen_is_meta(&def->methods[i]))
			put_meta_proxy(g, e, def, &def->methods[i]);
		else
			put_proxy(g, e, def, &def->methods[i]);
		arena_release(g->arena, mark);
	}
	gen_array_functions(g, e, def);
	emit_pop(e);
}
