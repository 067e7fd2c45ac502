/* SPDX-License-Identifier: MIT */
/*
 * proxy.c - the side of the caller: references, and a function for each method
 *
 * A method of an object of this process is called directly (call_x() of stub.c), any
 * other marshalled; both are chains over r with one end. Results: ret is cleared first, and again on
 * failure. out and inout are made beside, so that an argument may be what is lent as another, or a
 * part of it, and replaced in the end: out always, by nothing on failure, inout on success. Where the
 * code plays the version that is frozen, what is new stays out of both ways.
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

/* The values of a method's out and inout arguments that are made beside them. */
struct proxy {
	const struct model_def *def;
	const struct model_method *m;
	struct local *made; /* by argument; of an in argument there is none */
};

static void proxy_init(struct gen *g, struct proxy *p, const struct model_def *def,
		       const struct model_method *m)
{
	int64_t room = GEN_MAX_FRAME;

	p->def = def;
	p->m = m;
	p->made = arena_array(g->arena, struct local, (size_t)m->n_args);
	for (int i = 0; i < m->n_args; i++)
		if (m->args[i].dir != MODEL_IN)
			p->made[i] = local_of(g, &m->args[i].type,
					      ident_local(&g->ident, g->arena, m, "new", m->args[i].name),
					      &room);
}

/* Whether there is more to do on success than on failure: what is not replaced, or on the heap. */
static bool has_commits(const struct proxy *p)
{
	for (int i = 0; i < p->m->n_args; i++)
		if (p->m->args[i].dir == MODEL_INOUT || p->made[i].boxed)
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

/* "call_play(impl, uri, &new_x, ret)" */
static const char *call_text(struct gen *g, const struct proxy *p)
{
	const struct model_method *m = p->m;
	const char **items = arena_array(g->arena, const char *, (size_t)m->n_args + 2);
	const char *name = FMT("call_%s%s(", gen_local_prefix(g, p->def),
			       gen_method(g, p->def, m->name));
	int n = 0;

	items[n++] = "impl";
	for (int i = 0; i < m->n_args; i++)
		items[n++] = m->args[i].dir == MODEL_IN ? arg_name(g, &m->args[i]) :
							  p->made[i].at.addr;
	if (has_ret(m))
		items[n++] = "ret";
	if (m->oneway)
		return gen_list(g, FMT("aidl_oneway(%s", name), items, n, "))");
	return gen_list(g, name, items, n, ")");
}

/* Replaces an argument by what was made beside it. */
static void put_commit(struct gen *g, struct emit *e, const struct model_arg *a,
		       const struct local *made)
{
	op_drop(g, e, made->type, arg_place(g, a));
	op_move(g, e, made->type, arg_place(g, a), made->at);
	if (made->boxed)
		emit_fmt(e, "free(%s);\n", made->name);
}

static void put_commits(struct gen *g, struct emit *e, const struct proxy *p)
{
	for (int i = 0; i < p->m->n_args; i++)
		if (p->m->args[i].dir == MODEL_INOUT || p->made[i].boxed)
			put_commit(g, e, &p->m->args[i], &p->made[i]);
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
static void put_copies(struct gen *g, struct emit *e, bool *first, const struct proxy *p)
{
	for (int i = 0; i < p->m->n_args; i++) {
		const struct model_arg *a = &p->m->args[i];
		const struct local *copy = &p->made[i];
		const char *op;

		if (a->dir != MODEL_INOUT)
			continue;
		op = op_copy(g, copy->type, copy->at, arg_place(g, a));
		if (op) {
			gen_step(e, first, op);
			continue;
		}
		emit(e, copy->boxed ? "if (r == STATUS_OK)\n\t" : "");
		op_move(g, e, copy->type, copy->at, arg_place(g, a));
	}
}

/* Whether a statement fits into a line, two levels deep; gen_break_lines() breaks it where it may. */
static bool fits(const char *text)
{
	return strlen(text) <= MAX_COLUMNS - 2 * EMIT_TAB;
}

/* The body of "if (impl)". */
static void put_direct(struct gen *g, struct emit *e, const struct proxy *p)
{
	const char *call = call_text(g, p), *both;
	const char *boxes = locals_made(g, p->made, p->m->n_args);
	bool first = true;

	if (boxes)
		gen_step(e, &first, boxes);
	put_checks(g, e, &first, p->m);
	put_copies(g, e, &first, p);
	if (has_results(p->m)) {
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

static void put_locals(struct gen *g, struct emit *e, const struct proxy *p)
{
	for (int i = 0; i < p->m->n_args; i++) {
		const struct model_arg *a = &p->m->args[i];

		if (is_sized(a))
			emit_fmt(e, "%s = {NULL, %s->length};\n",
				 ctype_declare(g, p->made[i].type, DECL_OWNED, p->made[i].name),
				 arg_name(g, a));
		else if (a->dir != MODEL_IN)
			local_declare(g, e, &p->made[i]);
	}
	emit(e, "aidl_call call;\n");
	if (!gen_holds_new(p->m))
		emit(e, "$type$_impl *impl = begin_$i$call(self, &call);\n");
	emit(e, "binder_status_t r;\n\n");
}

static void zero_ret(struct gen *g, struct emit *e, const struct model_method *m)
{
	if (has_ret(m))
		op_zero(g, e, ctype_of(&m->ret), place_out(g, ctype_of(&m->ret), "ret"));
}

static const char *call_flags(const struct model_method *m)
{
	if (m->oneway)
		return m->clear_buf ? "FLAG_ONEWAY | AIDL_FLAG_CLEAR_BUF" : "FLAG_ONEWAY";
	return m->clear_buf ? "AIDL_FLAG_CLEAR_BUF" : "0";
}

static void put_request(struct gen *g, struct emit *e, const struct proxy *p)
{
	const struct model_method *m = p->m;
	const char *boxes = locals_made(g, p->made, m->n_args);
	bool first = false;

	emit(e, "r = call.begun;\n");
	if (boxes)
		gen_step(e, &first, boxes);
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
				 FMT("aidl_write_%sout_length(call.in, %s.length)",
				     a->type.nullable ? "nullable_" : "", p->made[i].name));
	}
}

static void put_reply(struct gen *g, struct emit *e, const struct proxy *p)
{
	const struct model_method *m = p->m;
	bool first = false;

	if (has_ret(m))
		gen_step(e, &first, op_read(g, ctype_of(&m->ret), "call.out",
					    "&call.budget",
					    place_out(g, ctype_of(&m->ret), "ret")));
	for (int i = 0; i < m->n_args; i++)
		if (m->args[i].dir != MODEL_IN)
			gen_step(e, &first, op_read(g, p->made[i].type, "call.out", "&call.budget",
						    p->made[i].at));
}

/* The call of another process; where nothing comes out of it, to its end. */
static void put_remote(struct gen *g, struct emit *e, const struct proxy *p)
{
	emit_let(e, "code", p->m->name);
	emit_let(e, "flags", call_flags(p->m));
	put_request(g, e, p);
	if (!has_results(p->m)) {
		emit(e, "return aidl_finish_call(&call, r, $type$_TRANSACTION_$code$, $flags$);\n");
		return;
	}
	emit(e, "r = aidl_transact(&call, r, $type$_TRANSACTION_$code$, $flags$);\n");
	put_reply(g, e, p);
}

/* Nothing comes out of a call that failed. */
static void put_failed(struct gen *g, struct emit *e, const struct proxy *p)
{
	const struct model_method *m = p->m;

	if (has_ret(m))
		op_clear(g, e, ctype_of(&m->ret), place_out(g, ctype_of(&m->ret), "ret"));
	for (int i = 0; i < m->n_args; i++) {
		const struct local *made = &p->made[i];

		if (m->args[i].dir == MODEL_INOUT || made->boxed)
			local_drop(g, e, made);
		else if (m->args[i].dir == MODEL_OUT)
			op_clear(g, e, made->type, made->at);
		if (m->args[i].dir == MODEL_OUT && made->boxed)
			op_clear(g, e, made->type, arg_place(g, &m->args[i]));
	}
}

/* What becomes of the outputs. */
static void put_outcome(struct gen *g, struct emit *e, const struct proxy *p)
{
	const struct model_method *m = p->m;
	bool commits = has_commits(p);
	struct emit failed;

	emit_init(&failed);
	failed.level = commits ? 1 : e->level + 1;
	put_failed(g, &failed, p);
	if (commits) {
		emit(e, "if (r == STATUS_OK) {\n");
		emit_indent(e);
		put_commits(g, e, p);
		emit_dedent(e);
		emit(e, emit_len(&failed) ? "} else {\n" : "");
		emit_raw(e, emit_text(&failed));
		emit(e, "}\n");
	} else {
		gen_block(e, "if (r != STATUS_OK)", &failed, "");
	}
	for (int i = 0; i < m->n_args; i++)
		if (m->args[i].dir == MODEL_OUT && !p->made[i].boxed)
			put_commit(g, e, &m->args[i], &p->made[i]);
	emit(e, "return aidl_end_call(&call, r);\n");
	emit_free(&failed);
}

/* With neither arguments nor results all is one expression. */
static bool is_plain(const struct model_method *m)
{
	return !m->n_args && !has_ret(m) && !m->clear_buf;
}

static void put_plain(struct gen *g, struct emit *e, const struct proxy *p)
{
	emit_let(e, "code", p->m->name);
	emit_let(e, "flags", call_flags(p->m));
	emit_let(e, "call", call_text(g, p));
	emit(e, "$type$_impl *impl = aidl_local($type$_asBinder(self), get_$i$clazz());\n\n"
		"if (impl)\n"
		"\treturn $call$;\n"
		"return aidl_call_plain($type$_asBinder(self), $type$_TRANSACTION_$code$, $flags$);\n");
}

/* What is left where nothing is to be written behind the call. */
static void put_without_results(struct gen *g, struct emit *e, const struct proxy *p)
{
	struct emit direct;

	emit_init(&direct);
	direct.level = e->level + 1;
	put_direct(g, &direct, p);
	gen_block(e, "if (impl)", &direct, "");
	emit(e, "\n");
	put_remote(g, e, p);
	emit_free(&direct);
}

static void put_with_results(struct gen *g, struct emit *e, const struct proxy *p)
{
	zero_ret(g, e, p->m);
	emit(e, "if (impl) {\n");
	emit_indent(e);
	put_direct(g, e, p);
	emit_dedent(e);
	emit(e, "} else {\n");
	emit_indent(e);
	put_remote(g, e, p);
	emit_dedent(e);
	emit(e, "}\n");
	put_outcome(g, e, p);
}

/*
 * In its values are fields that are not sent yet. A direct call would hand them over: an object of
 * this process is called as one of another.
 */
static void put_marshalled(struct gen *g, struct emit *e, const struct proxy *p)
{
	put_locals(g, e, p);
	emit(e, "/* Marshalled wherever the object lives: what is new in the values is left out. */\n"
		"aidl_begin_call(&call, $type$_asBinder(self), NULL);\n");
	zero_ret(g, e, p->m);
	put_remote(g, e, p);
	if (has_results(p->m))
		put_outcome(g, e, p);
}

/* A method that the frozen version does not have. */
static void put_unknown(struct gen *g, struct emit *e, const struct model_method *m)
{
	emit(e, "(void)self;\n");
	for (int i = 0; i < m->n_args; i++)
		if (m->args[i].dir != MODEL_OUT)
			emit_fmt(e, "(void)%s;\n", arg_name(g, &m->args[i]));
	zero_ret(g, e, m);
	for (int i = 0; i < m->n_args; i++)
		if (m->args[i].dir == MODEL_OUT)
			op_clear(g, e, ctype_of(&m->args[i].type), arg_place(g, &m->args[i]));
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
	struct proxy p;

	proxy_init(g, &p, def, m);
	emit_fmt(e, "%s\n{\n", gen_signature(g, head, FMT("%s *self", type), m, ")"));
	emit_indent(e);
	if (m->is_new) {
		put_unknown(g, e, m);
	} else if (is_plain(m)) {
		put_plain(g, e, &p);
	} else if (gen_holds_new(m)) {
		put_marshalled(g, e, &p);
	} else {
		put_locals(g, e, &p);
		if (has_results(m))
			put_with_results(g, e, &p);
		else
			put_without_results(g, e, &p);
	}
	emit_dedent(e);
	emit(e, "}\n\n");
}

/* getInterfaceVersion and getInterfaceHash: an object of ours has what we have. */
static void put_meta_proxy(struct gen *g, struct emit *e, const struct model_def *def,
			   const struct model_method *m)
{
	struct proxy p;

	proxy_init(g, &p, def, m);
	emit_let(e, "method", m->name);
	emit_let(e, "ret", ctype_declare(g, ctype_of(&m->ret), DECL_OUT, "ret"));
	emit(e, "AStatus *$type$_$method$($type$ *self, $ret$)\n"
		"{\n"
		"\taidl_call call;\n"
		"\t$type$_impl *impl = begin_$i$call(self, &call);\n"
		"\tbinder_status_t r;\n\n");
	emit_indent(e);
	zero_ret(g, e, m);
	emit(e, "if (impl) {\n");
	emit(e, m->meta_version ? "\t*ret = $type$_VERSION;\n\treturn NULL;\n" :
				  "\treturn aidl_failed(aidl_String_copy(ret, $type$_HASH));\n");
	emit(e, "}\n\n");
	emit_let(e, "code", m->name);
	emit(e, "r = aidl_transact(&call, call.begun, $type$_TRANSACTION_$code$, 0);\n");
	put_reply(g, e, &p);
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
		"static $type$_impl *begin_$i$call($type$ *self, aidl_call *call)\n"
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
