/* SPDX-License-Identifier: MIT */
/*
 * proxy.c - the side of the caller: references, and a function for each method
 *
 * A method of an object of this process is called directly (call_x() of stub.c), any
 * other marshalled; both are chains over r with one end. Results: ret and out are cleared
 * first, and again on failure; inout is made beside and replaced on success. Where the code plays the
 * version that is frozen, what is new stays out of both ways.
 */
#include "gen_c/gen.h"

#include <string.h>

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
	return ident_local(&g->ident, g->arena, m, "new", a->name);
}

static const char *length_name(struct gen *g, const struct model_method *m,
			       const struct model_arg *a)
{
	return ident_local(&g->ident, g->arena, m, "length", a->name);
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

static bool has_results(const struct model_method *m)
{
	for (int i = 0; i < m->n_args; i++)
		if (m->args[i].dir != MODEL_IN)
			return true;
	return has_ret(m);
}

/* "call_play(impl, uri, &new_x, ret)"; inout arguments by their copies. */
static const char *call_text(struct gen *g, const struct model_def *def,
			     const struct model_method *m)
{
	const char **items = arena_array(g->arena, const char *, (size_t)m->n_args + 2);
	const char *name = FMT("call_%s%s(", gen_local_prefix(g, def), gen_method(g, def, m->name));
	int n = 0;

	items[n++] = "impl";
	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *a = &m->args[i];

		if (a->dir == MODEL_INOUT)
			items[n++] = place_of(g, ctype_of(&a->type), new_name(g, m, a)).addr;
		else
			items[n++] = arg_name(g, a);
	}
	if (has_ret(m))
		items[n++] = "ret";
	if (m->oneway)
		return gen_list(g, FMT("aidl_oneway(%s", name), items, n, "))");
	return gen_list(g, name, items, n, ")");
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

/* What a marshalled call would refuse to write. */
static void put_checks(struct gen *g, struct emit *e, bool *first, const struct model_method *m)
{
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
			gen_step(e, first, op);
	}
}

/* An implementation works on copies of inout arguments. */
static void put_copies(struct gen *g, struct emit *e, bool *first, const struct model_method *m)
{
	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *a = &m->args[i];
		struct ctype t = ctype_of(&a->type);
		struct place copy;
		const char *op;

		if (a->dir != MODEL_INOUT)
			continue;
		copy = place_of(g, t, new_name(g, m, a));
		op = op_copy(g, t, copy, arg_place(g, a));
		if (op)
			gen_step(e, first, op);
		else
			op_move(g, e, t, copy, arg_place(g, a));
	}
}

/* Whether a statement fits into a line, two levels deep; gen_break_lines() breaks it where it may. */
static bool fits(const char *text)
{
	return strlen(text) <= MAX_COLUMNS - 2 * EMIT_TAB;
}

/* The body of "if (impl)". */
static void put_direct(struct gen *g, struct emit *e, const struct model_def *def,
		       const struct model_method *m)
{
	const char *call = call_text(g, def, m), *both;
	bool first = true;

	put_checks(g, e, &first, m);
	put_copies(g, e, &first, m);
	for (int i = 0; i < m->n_args; i++)
		if (is_sized(&m->args[i]))
			emit_fmt(e, "%s->length = %s;\n", arg_name(g, &m->args[i]),
				 length_name(g, m, &m->args[i]));
	if (has_results(m)) {
		gen_step(e, &first, FMT("aidl_answered(&call, %s)", call));
		return;
	}
	both = FMT("return r == STATUS_OK ? %s : aidl_failed(r);\n", call);
	if (first)
		emit_fmt(e, "return %s;\n", call);
	else if (fits(both))
		emit_raw(e, both);
	else
		emit_fmt(e, "if (r != STATUS_OK)\n\treturn aidl_failed(r);\nreturn %s;\n", call);
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
	emit(e, "aidl_call call;\n");
	if (!gen_holds_new(m))
		emit(e, "$type$_impl *impl = local_$i$impl(self, &call);\n");
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

static void put_request(struct gen *g, struct emit *e, const struct model_method *m)
{
	bool first = false;

	emit(e, "r = call.begun;\n");
	if (m->clear_buf)
		emit(e, "if (r == STATUS_OK)\n"
			"\taidl_mark_sensitive(call.in);\n");
	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *a = &m->args[i];

		if (a->dir != MODEL_OUT)
			gen_step(e, &first,
				 op_write(g, ctype_of(&a->type), "call.in", arg_place(g, a)));
		else if (is_sized(a))
			gen_step(e, &first,
				 FMT("aidl_write_%sout_length(call.in, %s)",
				     a->type.nullable ? "nullable_" : "", length_name(g, m, a)));
	}
}

static void put_reply(struct gen *g, struct emit *e, const struct model_method *m)
{
	bool first = false;

	if (has_ret(m))
		gen_step(e, &first, op_read(g, ctype_of(&m->ret), "call.out",
					    "&call.budget",
					    place_out(g, ctype_of(&m->ret), "ret")));
	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *a = &m->args[i];
		struct ctype t = ctype_of(&a->type);

		if (a->dir == MODEL_OUT)
			gen_step(e, &first, op_read(g, t, "call.out", "&call.budget", arg_place(g, a)));
		else if (a->dir == MODEL_INOUT)
			gen_step(e, &first,
				 op_read(g, t, "call.out", "&call.budget",
					 place_of(g, t, new_name(g, m, a))));
	}
}

/* The call of another process; where nothing comes out of it, to its end. */
static void put_remote(struct gen *g, struct emit *e, const struct model_method *m)
{
	emit_let(e, "code", m->name);
	emit_let(e, "flags", call_flags(m));
	put_request(g, e, m);
	if (!has_results(m)) {
		emit(e, "return aidl_finish_call(&call, r, $type$_TRANSACTION_$code$, $flags$);\n");
		return;
	}
	emit(e, "r = aidl_transact(&call, r, $type$_TRANSACTION_$code$, $flags$);\n");
	put_reply(g, e, m);
}

/* Nothing comes out of a call that failed. */
static void put_failed(struct gen *g, struct emit *e, const struct model_method *m)
{
	if (has_ret(m))
		op_clear(g, e, ctype_of(&m->ret), place_out(g, ctype_of(&m->ret), "ret"));
	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *a = &m->args[i];
		struct ctype t = ctype_of(&a->type);

		if (a->dir == MODEL_OUT)
			op_clear(g, e, t, arg_place(g, a));
		else if (a->dir == MODEL_INOUT)
			op_drop(g, e, t, place_of(g, t, new_name(g, m, a)));
	}
}

/* What becomes of the outputs. */
static void put_outcome(struct gen *g, struct emit *e, const struct model_method *m)
{
	struct emit failed;

	emit_init(&failed);
	failed.level = has_inout(m) ? 1 : e->level + 1;
	put_failed(g, &failed, m);
	if (has_inout(m)) {
		emit(e, "if (r == STATUS_OK) {\n");
		emit_indent(e);
		put_commits(g, e, m);
		emit_dedent(e);
		emit(e, emit_len(&failed) ? "} else {\n" : "");
		emit_raw(e, emit_text(&failed));
		emit(e, "}\n");
	} else {
		gen_block(e, "if (r != STATUS_OK)", &failed, "");
	}
	emit(e, "return aidl_end_call(&call, r);\n");
	emit_free(&failed);
}

/* With neither arguments nor results all is one expression. */
static bool is_plain(const struct model_method *m)
{
	return !m->n_args && !has_ret(m) && !m->clear_buf;
}

static void put_plain(struct gen *g, struct emit *e, const struct model_def *def,
		      const struct model_method *m)
{
	emit_let(e, "code", m->name);
	emit_let(e, "flags", call_flags(m));
	emit_let(e, "call", call_text(g, def, m));
	emit(e, "$type$_impl *impl = aidl_local($type$_asBinder(self), get_$i$clazz());\n\n"
		"if (impl)\n"
		"\treturn $call$;\n"
		"return aidl_call_plain($type$_asBinder(self), $type$_TRANSACTION_$code$, $flags$);\n");
}

/* What is left where nothing is to be written behind the call. */
static void put_without_results(struct gen *g, struct emit *e, const struct model_def *def,
				const struct model_method *m)
{
	struct emit direct;

	emit_init(&direct);
	direct.level = e->level + 1;
	put_direct(g, &direct, def, m);
	gen_block(e, "if (impl)", &direct, "");
	emit(e, "\n");
	put_remote(g, e, m);
	emit_free(&direct);
}

static void put_with_results(struct gen *g, struct emit *e, const struct model_def *def,
			     const struct model_method *m)
{
	clear_outputs(g, e, m);
	emit(e, "if (impl) {\n");
	emit_indent(e);
	put_direct(g, e, def, m);
	emit_dedent(e);
	emit(e, "} else {\n");
	emit_indent(e);
	put_remote(g, e, m);
	emit_dedent(e);
	emit(e, "}\n");
	put_outcome(g, e, m);
}

/*
 * In its values are fields that are not sent yet. A direct call would hand them over: an object of
 * this process is called as one of another.
 */
static void put_marshalled(struct gen *g, struct emit *e, const struct model_method *m)
{
	put_locals(g, e, m);
	emit(e, "/* Marshalled wherever the object lives: what is new in the values is left out. */\n"
		"aidl_begin_call(&call, $type$_asBinder(self), NULL);\n");
	if (has_results(m))
		clear_outputs(g, e, m);
	put_remote(g, e, m);
	if (has_results(m))
		put_outcome(g, e, m);
}

/* A method that the frozen version does not have. */
static void put_unknown(struct gen *g, struct emit *e, const struct model_method *m)
{
	emit(e, "(void)self;\n");
	for (int i = 0; i < m->n_args; i++)
		if (m->args[i].dir != MODEL_OUT)
			emit_fmt(e, "(void)%s;\n", arg_name(g, &m->args[i]));
	clear_outputs(g, e, m);
	emit(e, "return aidl_unknown();\n");
}

/* Whether its proxy asks for an implementation of this process. */
static bool is_direct(const struct model_method *m)
{
	return !is_plain(m) && !m->is_new && !gen_holds_new(m);
}

static void put_proxy(struct gen *g, struct emit *e, const struct model_def *def,
		      const struct model_method *m)
{
	const char *type = gen_type(g, def);
	const char *head = FMT("AStatus *%s_%s(", type, gen_method(g, def, m->name));

	emit_fmt(e, "%s\n{\n", gen_signature(g, head, FMT("%s *self", type), m, ")"));
	emit_indent(e);
	if (m->is_new) {
		put_unknown(g, e, m);
	} else if (is_plain(m)) {
		put_plain(g, e, def, m);
	} else if (gen_holds_new(m)) {
		put_marshalled(g, e, m);
	} else {
		put_locals(g, e, m);
		if (has_results(m))
			put_with_results(g, e, def, m);
		else
			put_without_results(g, e, def, m);
	}
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
		"\taidl_call call;\n"
		"\t$type$_impl *impl = local_$i$impl(self, &call);\n"
		"\tbinder_status_t r;\n\n");
	emit_indent(e);
	clear_outputs(g, e, m);
	emit(e, "if (impl) {\n");
	emit(e, m->meta_version ? "\t*ret = $type$_VERSION;\n\treturn NULL;\n" :
				  "\treturn aidl_failed(aidl_String_copy(ret, $type$_HASH));\n");
	emit(e, "}\n\n");
	emit_let(e, "code", m->name);
	emit(e, "r = aidl_transact(&call, call.begun, $type$_TRANSACTION_$code$, 0);\n");
	put_reply(g, e, m);
	emit(e, "return aidl_end_call(&call, r);\n");
	emit_dedent(e);
	emit(e, "}\n\n");
}

static void put_references(struct emit *e, bool has_calls)
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
	if (!has_calls)
		return;
	emit(e, "/* Begins a call; the implementation where it lives in this process, to be asked directly. */\n"
		"static $type$_impl *local_$i$impl($type$ *self, aidl_call *call)\n"
		"{\n"
		"\treturn aidl_begin_call(call, $type$_asBinder(self), get_$i$clazz());\n"
		"}\n\n");
}

void gen_proxies(struct gen *g, struct emit *e, const struct model_def *def)
{
	bool has_calls = false;

	emit_push(e);
	emit_let(e, "type", gen_type(g, def));
	emit_let(e, "i", gen_local_prefix(g, def));
	for (int i = 0; i < def->n_methods; i++)
		has_calls |= is_direct(&def->methods[i]);
	put_references(e, has_calls);
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
