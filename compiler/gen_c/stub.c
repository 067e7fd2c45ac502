/* SPDX-License-Identifier: MIT */
/*
 * stub.c - the side of the service: calls into the implementation, the onTransact switch, the class
 *
 * call_x() is the one way into an implementation, for a stub that unpacked a parcel and
 * for a proxy of the same process alike, so that both give the same answers.
 */
#include "gen_c/gen.h"

#include <string.h>

/* An output of a method: what it writes and where call_x() has it. */
struct output {
	struct ctype type;
	struct place at;	/* through the pointer that call_x() is given */
	bool inout;
	bool sized;		/* an `out T[]`: the caller says how long it is */
};

static int outputs_of(struct gen *g, const struct model_method *m, struct output *ret)
{
	int n = 0;

	if (m->ret.base != MODEL_VOID) {
		ret[n].type = ctype_of(&m->ret);
		ret[n++].at = place_out(g, ctype_of(&m->ret), "ret");
	}
	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *a = &m->args[i];

		if (a->dir == MODEL_IN)
			continue;
		ret[n].type = ctype_of(&a->type);
		ret[n].inout = a->dir == MODEL_INOUT;
		ret[n].sized = a->type.shape == MODEL_ARRAY;
		ret[n++].at = place_out(g, ctype_of(&a->type), gen_arg(g, a->name));
	}
	return n;
}

/* What an output needs before the call, or NULL. */
static const char *preparation(struct gen *g, const struct output *o)
{
	if (o->inout)
		return NULL;
	switch (ctype_form(o->type)) {
	case FORM_ARRAY:
		return o->sized ? op_prepare(g, o->type, o->at) : op_init(g, o->type, o->at);
	case FORM_STRUCT:
	case FORM_FIXED:
		return op_init(g, o->type, o->at);
	default:
		return NULL;
	}
}

/* "impl->ops->play(impl, uri, ret)" */
static const char *op_call(struct gen *g, const struct model_method *m)
{
	const char **items = arena_array(g->arena, const char *, (size_t)m->n_args + 2);
	int n = 0;

	items[n++] = "impl";
	for (int i = 0; i < m->n_args; i++) {
		const char *name = gen_arg(g, m->args[i].name);
		struct ctype t = ctype_of(&m->args[i].type);

		if (m->args[i].dir == MODEL_IN && ctype_form(t) == FORM_FD && t.null)
			name = FMT("aidl_fd_or_null(%s)", name);
		items[n++] = name;
	}
	if (m->ret.base != MODEL_VOID)
		items[n++] = "ret";
	return gen_list(g, FMT("aidl_answer(impl->ops->%s(",
			       gen_op(g, m->name)), items, n, "))");
}

/* permit_x(): NULL where the caller may call x. */
static void put_permit(struct gen *g, struct emit *e, const struct model_def *def,
		       const struct model_method *m)
{
	const struct model_permission *p = &m->permission;
	const char *message = FMT("%s.%s needs %s", def->qualified, m->name,
				  gen_permission_words(g, p));

	emit_let(e, "message", gen_string_literal(g, message, strlen(message)));
	emit(e, "static AStatus *permit_$i$$name$($type$_impl *impl)\n"
		"{\n"
		"\tif (impl->checkPermission");
	emit(e, p->n_names > 1 && !p->all ? " && (" : " && ");
	for (int i = 0; i < p->n_names; i++)
		emit_fmt(e, "%simpl->checkPermission(impl, %s)",
			 i == 0 ? "" : p->all ? " &&\n\t    " : " ||\n\t\t\t\t      ",
			 gen_string_literal(g, p->names[i], strlen(p->names[i])));
	emit(e, p->n_names > 1 && !p->all ? "))\n" : ")\n");
	emit(e, "\t\treturn NULL;\n"
		"\treturn AStatus_fromExceptionCodeWithMessage(EX_SECURITY, $message$);\n"
		"}\n\n");
}

static void put_call_head(struct gen *g, struct emit *e, const struct model_def *def,
			  const struct model_method *m)
{
	const char *head = FMT("static AStatus *call_%s%s(", gen_local_prefix(g, def),
			       gen_method(g, def, m->name));

	emit_fmt(e, "%s\n{\n",
		 gen_signature(g, head, FMT("%s_impl *impl", gen_type(g, def)), m, ")"));
}

static void put_only_step(struct gen *g, struct emit *e, const char *step)
{
	const char *line = FMT("return impl->ops->%s ? %s : aidl_unknown();\n",
			       emit_get(e, "method"), step);

	emit_let(e, "step", step);
	if (strlen(line) <= MAX_COLUMNS - EMIT_TAB)
		emit_raw(e, line);
	else
		emit(e, "if (!impl->ops->$method$)\n"
			"\treturn aidl_unknown();\n"
			"return $step$;\n");
}

/*
 * call_x(): each step runs while there is no status yet, and may make one. Who called frees the
 * results where there is one in the end.
 */
static void put_call(struct gen *g, struct emit *e, const struct model_def *def,
		     const struct model_method *m)
{
	struct output *outs = arena_array(g->arena, struct output, (size_t)m->n_args + 1);
	const char **steps = arena_array(g->arena, const char *, (size_t)m->n_args * 2 + 4);
	int n_outs = outputs_of(g, m, outs), n = 0;

	emit_let(e, "method", gen_op(g, m->name));
	emit_let(e, "name", gen_method(g, def, m->name));
	if (gen_is_guarded(m)) {
		put_permit(g, e, def, m);
		steps[n++] = FMT("permit_%s%s(impl)", gen_local_prefix(g, def),
				 gen_method(g, def, m->name));
	}
	for (int i = 0; i < n_outs; i++) {
		const char *op = preparation(g, &outs[i]);

		if (op)
			steps[n++] = FMT("aidl_failed(%s)", op);
	}
	steps[n++] = op_call(g, m);
	for (int i = 0; i < n_outs; i++) {
		const char *op = op_check(g, outs[i].type, outs[i].at);

		if (ctype_form(outs[i].type) == FORM_FD && outs[i].type.null)
			op = FMT("aidl_settle_fd(%s)", outs[i].at.addr);
		if (op)
			steps[n++] = FMT("aidl_failed(%s)", op);
	}
	put_call_head(g, e, def, m);
	emit_indent(e);
	if (n == 1)
		put_only_step(g, e, steps[0]);
	else
		emit_fmt(e, "AStatus *status;\n\n"
			    "if (!impl->ops->%s)\n"
			    "\treturn aidl_unknown();\n"
			    "status = %s;\n", emit_get(e, "method"), steps[0]);
	for (int i = 1; i < n; i++)
		emit_fmt(e, "if (!status)\n\tstatus = %s;\n", steps[i]);
	emit(e, n > 1 ? "return status;\n" : "");
	emit_dedent(e);
	emit(e, "}\n\n");
}

/* The stub of one method */

/* Whether the request is one that a budget is spent on. */
static bool spends(const struct model_method *m)
{
	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *a = &m->args[i];

		if (a->dir == MODEL_OUT ? a->type.shape == MODEL_ARRAY :
					  ctype_spends(ctype_of(&a->type)))
			return true;
	}
	return false;
}

/* The arguments and, behind them, ret. */
static const struct local *locals_of(struct gen *g, const struct model_method *m)
{
	struct local *locals = arena_array(g->arena, struct local, (size_t)m->n_args + 1);
	int64_t room = GEN_MAX_FRAME;

	for (int i = 0; i < m->n_args; i++)
		locals[i] = local_of(g, &m->args[i].type, gen_arg(g, m->args[i].name), &room);
	if (m->ret.base != MODEL_VOID)
		locals[m->n_args] = local_of(g, &m->ret, "ret", &room);
	return locals;
}

static int n_locals(const struct model_method *m)
{
	return m->n_args + (m->ret.base != MODEL_VOID);
}

static void put_locals(struct gen *g, struct emit *e, const struct model_method *m,
		       const struct local *locals)
{
	if (spends(m))
		emit(e, "aidl_budget budget = aidl_full_budget();\n");
	for (int i = 0; i < n_locals(m); i++)
		local_declare(g, e, &locals[i]);
	emit(e, m->oneway && !m->n_args ? "binder_status_t r = STATUS_OK;\n\n"
					: "binder_status_t r;\n\n");
}

/* How call_x() is given a local: as it is, or its address. */
static const char *passed(const struct local *l, enum model_direction dir)
{
	enum ctype_form form = ctype_form(l->type);

	return dir == MODEL_IN && form != FORM_STRUCT && form != FORM_ARRAY ? l->at.val : l->at.addr;
}

static const char *call_text(struct gen *g, const struct model_def *def,
			     const struct model_method *m, const struct local *locals)
{
	const char **items = arena_array(g->arena, const char *, (size_t)m->n_args + 2);
	int n = 0;

	items[n++] = "impl";
	for (int i = 0; i < m->n_args; i++)
		items[n++] = passed(&locals[i], m->args[i].dir);
	if (m->ret.base != MODEL_VOID)
		items[n++] = passed(&locals[m->n_args], MODEL_OUT);
	return gen_list(g, FMT("%scall_%s%s(",
			       m->oneway ? "AStatus_delete(" : "aidl_reply(out, ",
			       gen_local_prefix(g, def), gen_method(g, def, m->name)), items, n,
			"))");
}

/* What an element of an `out` array takes, with the default that it is given. */
static const char *element_bytes(struct gen *g, struct ctype array, const char *name)
{
	struct ctype element = ctype_element(array);
	const char *size = FMT("sizeof(*%s.data)", name);

	if (ctype_form(element) != FORM_STRUCT || !element.def->default_bytes)
		return size;
	return FMT("%s + %lld", size, (long long)element.def->default_bytes);
}

static void put_reads(struct gen *g, struct emit *e, bool *first, const struct model_method *m,
		      const struct local *locals)
{
	const char *boxes = locals_made(g, locals, n_locals(m));

	if (boxes)
		gen_step(e, first, boxes);
	for (int i = 0; i < m->n_args; i++) {
		const struct model_arg *a = &m->args[i];
		struct ctype t = locals[i].type;
		const char *name = locals[i].name;

		if (a->dir != MODEL_OUT)
			gen_step(e, first, op_read(g, t, "in", "&budget", locals[i].at));
		else if (a->type.shape == MODEL_ARRAY)
			gen_step(e, first, FMT("aidl_read_out_length(in, &%s.length, %s, &budget)",
					       name, element_bytes(g, t, name)));
	}
}

static void put_writes(struct gen *g, struct emit *e, bool *first, const struct model_method *m,
		       const struct local *locals)
{
	const struct local *ret = &locals[m->n_args];

	if (m->ret.base != MODEL_VOID)
		gen_step(e, first, op_write(g, ret->type, "out", ret->at));
	for (int i = 0; i < m->n_args; i++)
		if (m->args[i].dir != MODEL_IN)
			gen_step(e, first, op_write(g, locals[i].type, "out", locals[i].at));
}

/* Which of the parcels handle_x() uses. */
static bool uses_in(const struct model_method *m)
{
	for (int i = 0; i < m->n_args; i++)
		if (m->args[i].dir != MODEL_OUT || m->args[i].type.shape == MODEL_ARRAY)
			return true;
	return m->clear_buf;
}

static const char *parcel_params(const struct model_method *m)
{
	bool out = !m->oneway || m->clear_buf;

	return uses_in(m) ? (out ? ", const AParcel *in, AParcel *out" : ", const AParcel *in") :
			    (out ? ", AParcel *out" : "");
}

static const char *parcel_args(const struct model_method *m)
{
	bool out = !m->oneway || m->clear_buf;

	return uses_in(m) ? (out ? ", in, out" : ", in") : (out ? ", out" : "");
}

/* No locals are needed: class_transact() calls it itself. */
static bool is_simple(const struct model_method *m)
{
	return !m->n_args && m->ret.base == MODEL_VOID && !m->clear_buf;
}

static void put_handler(struct gen *g, struct emit *e, const struct model_def *def,
			const struct model_method *m)
{
	bool first = true;
	const struct local *locals = locals_of(g, m);
	const char *call = call_text(g, def, m, locals);

	if (is_simple(m))
		return;
	emit_let(e, "name", gen_method(g, def, m->name));
	emit_let(e, "params", parcel_params(m));
	emit(e, "static binder_status_t handle_$i$$name$($type$_impl *impl$params$)\n"
		"{\n");
	emit_indent(e);
	put_locals(g, e, m, locals);
	if (m->clear_buf)
		emit(e, "aidl_mark_sensitive(in);\n"
			"aidl_mark_sensitive(out);\n");
	put_reads(g, e, &first, m, locals);
	if (!m->oneway) {
		gen_step(e, &first, call);
		put_writes(g, e, &first, m, locals);
	} else {
		emit(e, first ? "" : "if (r == STATUS_OK)\n\t");
		emit_fmt(e, "%s; /* nobody to tell */\n", call);
	}
	for (int i = 0; i < n_locals(m); i++)
		local_drop(g, e, &locals[i]);
	emit(e, "return r;\n");
	emit_dedent(e);
	emit(e, "}\n\n");
}

static void put_meta_handler(struct emit *e, const struct model_method *m)
{
	emit_let(e, "name", m->name);
	emit(e, "static binder_status_t handle_$i$$name$(AParcel *out)\n"
		"{\n"
		"\tbinder_status_t r = aidl_reply(out, NULL);\n\n");
	emit(e, m->meta_version ?
		"\treturn r == STATUS_OK ? AParcel_writeInt32(out, $type$_VERSION) : r;\n}\n\n" :
		"\treturn r == STATUS_OK ? aidl_write_string(out, $type$_HASH) : r;\n}\n\n");
}

/* The class */

/* What class_transact() does for a method: one statement. */
static const char *case_text(struct gen *g, const struct model_def *def,
			     const struct model_method *m)
{
	const char *i = gen_local_prefix(g, def);

	if (gen_is_meta(m))
		return FMT("r = handle_%s%s(out)", i, m->name);
	if (is_simple(m))
		return FMT(m->oneway ? "%s" : "r = %s", call_text(g, def, m, NULL));
	return FMT("r = handle_%s%s(impl%s)", i, gen_method(g, def, m->name), parcel_args(m));
}

static void put_cases(struct gen *g, struct emit *e, const struct model_def *def)
{
	for (int i = 0; i < def->n_methods; i++) {
		const struct model_method *m = &def->methods[i];
		struct arena_mark mark = arena_mark(g->arena);

		if (m->is_new)
			continue; /* as unknown as a method that nobody declared */
		emit_let(e, "code", m->name);
		emit_let(e, "case", case_text(g, def, m));
		emit_let(e, "note", is_simple(m) && m->oneway ? " /* nobody to tell */" : "");
		emit(e, "\tcase $type$_TRANSACTION_$code$:\n"
			"\t\t$case$;$note$\n"
			"\t\tbreak;\n");
		arena_release(g->arena, mark);
	}
}

static void put_transact(struct gen *g, struct emit *e, const struct model_def *def)
{
	bool in = false, out = false, impl = false, silent = false, any = false;

	for (int i = 0; i < def->n_methods; i++) {
		const struct model_method *m = &def->methods[i];

		if (m->is_new)
			continue;
		any = true;
		out |= gen_is_meta(m) || !m->oneway || m->clear_buf;
		in |= !gen_is_meta(m) && uses_in(m);
		impl |= !gen_is_meta(m);
		silent |= m->oneway && is_simple(m);
	}
	emit(e, "static binder_status_t class_$i$transact(AIBinder *binder, transaction_code_t code,\n"
		"\t\tconst AParcel *in, AParcel *out)\n"
		"{\n");
	if (impl)
		emit(e, "\t$type$_impl *impl = AIBinder_getUserData(binder);\n");
	emit(e, !any ? "" : silent ? "\tbinder_status_t r = STATUS_OK;\n\n" :
						"\tbinder_status_t r;\n\n");
	emit(e, impl ? "" : "\t(void)binder;\n");
	emit(e, in ? "" : "\t(void)in;\n");
	emit(e, out ? "" : "\t(void)out;\n");
	emit(e, "\tswitch (code) {\n");
	put_cases(g, e, def);
	emit(e, "\tdefault:\n"
		"\t\treturn STATUS_UNKNOWN_TRANSACTION;\n"
		"\t}\n");
	emit(e, !any ? "" : !out ? "\treturn r;\n" :
		"\treturn r == AIDL_EXCEPTION ? STATUS_OK : r; /* the reply holds it */\n");
	emit(e, "}\n\n");
}

static void put_class(struct emit *e)
{
	emit(e, "static void class_$i$destroy(void *data)\n"
		"{\n"
		"\t$type$_impl *impl = data;\n\n"
		"\tif (impl->destroy)\n"
		"\t\timpl->destroy(impl);\n"
		"}\n\n"
		"static binder_status_t class_$i$dump(AIBinder *binder, int fd, const char **args, uint32_t n_args)\n"
		"{\n"
		"\t$type$_impl *impl = AIBinder_getUserData(binder);\n\n"
		"\treturn impl && impl->dump ? impl->dump(impl, fd, args, n_args) : STATUS_OK;\n"
		"}\n\n"
		"static binder_status_t class_$i$shell(AIBinder *binder, int in, int out, int err,\n"
		"\t\tconst char **args, uint32_t n_args)\n"
		"{\n"
		"\t$type$_impl *impl = AIBinder_getUserData(binder);\n\n"
		"\tif (!impl || !impl->shellCommand)\n"
		"\t\treturn STATUS_OK;\n"
		"\treturn impl->shellCommand(impl, in, out, err, args, n_args);\n"
		"}\n\n"
		"static AIBinder_Class *$clazz$;\n"
		"static pthread_once_t $clazz$_once = PTHREAD_ONCE_INIT;\n\n"
		"static void define_$i$clazz(void)\n"
		"{\n"
		"\t$clazz$ = AIBinder_Class_define($type$_DESCRIPTOR, aidl_create, class_$i$destroy,\n"
		"\t\t\tclass_$i$transact);\n"
		"\tif (!$clazz$)\n"
		"\t\treturn;\n"
		"\tAIBinder_Class_setOnDump($clazz$, class_$i$dump);\n"
		"\taidl_set_shell($clazz$, class_$i$shell);\n"
		"}\n\n"
		"static const AIBinder_Class *get_$i$clazz(void)\n"
		"{\n"
		"\tpthread_once(&$clazz$_once, define_$i$clazz);\n"
		"\treturn $clazz$;\n"
		"}\n\n");
}

static void put_new(struct emit *e, bool vintf)
{
	if (!vintf) {
		emit(e, "$type$ *$type$_new($type$_impl *impl)\n"
			"{\n"
			"\treturn ($type$ *)AIBinder_new(get_$i$clazz(), impl);\n"
			"}\n\n");
		return;
	}
	emit(e, "$type$ *$type$_new($type$_impl *impl)\n"
		"{\n"
		"\tAIBinder *binder;\n\n"
		"\tif (!AIBinder_markVintfStability) {\n"
		"\t\terrno = ENOTSUP;\n"
		"\t\treturn NULL;\n"
		"\t}\n"
		"\tbinder = AIBinder_new(get_$i$clazz(), impl);\n"
		"\tif (binder)\n"
		"\t\tAIBinder_markVintfStability(binder);\n"
		"\treturn ($type$ *)binder;\n"
		"}\n\n");
}

void gen_stubs(struct gen *g, struct emit *e, const struct model_def *def)
{
	emit_push(e);
	emit_let(e, "type", gen_type(g, def));
	emit_let(e, "i", gen_local_prefix(g, def));
	/* A nested interface named get has a get_clazz() too. */
	emit_let(e, "clazz", def->parent ? FMT("class_%sclazz", gen_local_prefix(g, def)) : "clazz");
	emit(e, "/* The service's side */\n\n");
	for (int i = 0; i < def->n_methods; i++) {
		const struct model_method *m = &def->methods[i];
		struct arena_mark mark = arena_mark(g->arena);

		if (gen_is_meta(m)) {
			put_meta_handler(e, m);
		} else if (!m->is_new) {
			put_call(g, e, def, m);
			put_handler(g, e, def, m);
		}
		arena_release(g->arena, mark);
	}
	put_transact(g, e, def);
	put_class(e);
	put_new(e, def->vintf);
	emit_pop(e);
}
