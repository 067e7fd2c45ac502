/* SPDX-License-Identifier: MIT */
/*
 * check_model.c - what the backend is told
 */
#include "check_tap.h"

#include "aidl_memory.h"

static const struct model_def *check(struct aidl_memory *m, const char *path, const char *text)
{
	aidl_memory_add(m, path, text, strlen(text));
	ck_assert_msg(aidl_memory_check(m, path), "%s", m->messages);
	ck_assert_ptr_nonnull(m->model);
	return m->model->root;
}

START_TEST(names_and_docs)
{
	struct aidl_memory m;
	const struct model_def *d;

	aidl_memory_init(&m);
	m.opt.structured = m.opt.vintf = true;
	d = check(&m, "a/b/IFoo.aidl",
		  "/* licence */ package a.b;\n"
		  "/**\n * Plays.\n *\n *   Loudly.\n * @deprecated use\n *   IBar\n * @see x\n */\n"
		  "@VintfStability @Descriptor(\"x.y\") @SensitiveData interface IFoo {\n"
		  "  /** one */ /** two */ @nullable String f(); // no doc\n"
		  "  oneway void g(); /* @deprecated */ void h(); /** d */ oneway interface INest { void x(); }\n"
		  "}");
	ck_assert_str_eq(m.model->path, "a/b/IFoo.aidl");
	ck_assert_str_eq(d->name, "IFoo");
	ck_assert_str_eq(d->package, "a.b");
	ck_assert_str_eq(d->qualified, "a.b.IFoo");
	ck_assert_str_eq(d->descriptor, "x.y");
	ck_assert_str_eq(d->header, "a/b/IFoo.h");
	ck_assert_str_eq(d->doc.text, "Plays.\n\n  Loudly.\n@deprecated use\n  IBar\n@see x");
	ck_assert_str_eq(d->doc.deprecated, "use IBar");
	ck_assert(d->vintf && d->sensitive);
	ck_assert_str_eq(d->methods[0].doc.text, "two");
	ck_assert(d->methods[0].ret.nullable && !d->methods[0].oneway && d->methods[0].clear_buf);
	ck_assert_ptr_null(d->methods[1].doc.text);
	ck_assert(d->methods[1].oneway);
	ck_assert_ptr_null(d->methods[2].doc.text);
	ck_assert_str_eq(d->methods[2].doc.deprecated, "");
	ck_assert_int_eq(d->methods[2].id, 2);
	ck_assert_int_eq(d->n_nested, 1);
	ck_assert_str_eq(d->nested[0]->descriptor, "a.b.IFoo.INest");
	ck_assert_str_eq(d->nested[0]->header, "a/b/IFoo.h");
	ck_assert_str_eq(d->nested[0]->doc.text, "d");
	ck_assert(d->nested[0]->vintf && d->nested[0]->methods[0].oneway &&
		  d->nested[0]->parent == d);
	aidl_memory_free(&m);
}
END_TEST

START_TEST(ids_and_versions)
{
	struct sema_options opt = {.version = 3, .hash = "abc"};
	struct aidl_memory m;
	const char *text = "interface F { void a() = 7; void b() = 3; }";
	struct ast_file *file;
	const struct model_def *d;

	aidl_memory_init(&m);
	aidl_memory_add(&m, "F.aidl", text, strlen(text));
	file = import_input(&m.import, "F.aidl");
	sema_init(&m.sema, &m.import, &opt);
	ck_assert(sema_check(&m.sema));
	d = sema_model(&m.sema, file)->root;
	ck_assert_int_eq(d->n_methods, 4);
	ck_assert_int_eq(d->methods[0].id, 7);
	ck_assert_int_eq(d->methods[1].id, 3);
	ck_assert_str_eq(d->methods[2].name, "getInterfaceVersion");
	ck_assert(d->methods[2].meta_version && d->methods[2].id == 16777214);
	ck_assert_int_eq(d->methods[2].ret.base, MODEL_INT);
	ck_assert(d->methods[3].meta_hash && d->methods[3].id == 16777213);
	ck_assert_int_eq(d->version, 3);
	ck_assert_str_eq(d->hash, "abc");
	aidl_memory_free(&m);
}
END_TEST

static int position(const struct model_file *f, const char *name)
{
	for (int i = 0; i < f->n_defs; i++)
		if (strcmp(f->defs[i]->name, name) == 0)
			return i;
	ck_abort_msg("no %s in defs", name);
	return -1;
}

START_TEST(order_of_definitions)
{
	struct aidl_memory m;

	aidl_memory_init(&m);
	check(&m, "F.aidl",
	      "parcelable F { A a; parcelable A { B[2] b; E e; } parcelable B { C c; F[] back; } "
	      "union C { int x; } enum E { V } interface I { void f(in L l, E e); } "
	      "parcelable L { @nullable(heap=true) L next; } }");
	ck_assert_int_eq(m.model->n_defs, 8);
	ck_assert_int_lt(position(m.model, "A"), position(m.model, "F"));
	ck_assert_int_lt(position(m.model, "B"), position(m.model, "A"));
	ck_assert_int_lt(position(m.model, "C"), position(m.model, "B"));
	ck_assert_int_lt(position(m.model, "E"), position(m.model, "A"));
	ck_assert_int_lt(position(m.model, "E"), position(m.model, "I"));
	ck_assert_int_eq(m.model->n_uses, 0);
	aidl_memory_free(&m);
}
END_TEST

START_TEST(uses_of_other_files)
{
	struct aidl_memory m;
	const char *q = "package p; parcelable Q { enum K { A, B } parcelable In { int x; } }";
	const char *e = "package p; @Backing(type=\"int\") enum E { A }";
	const char *i = "package p; import p.F; interface I { void f(in F f); }";
	const struct model_def *d;

	aidl_memory_init(&m);
	aidl_memory_add(&m, "p/Q.aidl", q, strlen(q));
	aidl_memory_add(&m, "p/E.aidl", e, strlen(e));
	aidl_memory_add(&m, "p/I.aidl", i, strlen(i));
	d = check(&m, "p/F.aidl",
		  "package p; import p.Q; parcelable F { Q[] qs; Q.In in_; @nullable Q nq; p.E e = p.E.A; "
		  "p.I i; @nullable p.Q.In[3] na; }");
	ck_assert_int_eq(m.model->n_uses, 4);
	ck_assert_str_eq(m.model->uses[0].def->qualified, "p.E");
	ck_assert(m.model->uses[0].by_value);
	ck_assert_str_eq(m.model->uses[1].def->qualified, "p.I");
	ck_assert(!m.model->uses[1].by_value);
	ck_assert_str_eq(m.model->uses[2].def->qualified, "p.Q");
	ck_assert(!m.model->uses[2].by_value);
	ck_assert_str_eq(m.model->uses[3].def->qualified, "p.Q.In");
	ck_assert(m.model->uses[3].by_value);
	ck_assert_str_eq(m.model->uses[3].def->header, "p/Q.h");
	ck_assert_int_eq(d->fields[3].value.kind, MODEL_VALUE_ENUMERATOR);
	ck_assert_str_eq(d->fields[3].value.enumerator->name, "A");
	ck_assert_int_eq(d->fields[5].type.dims[0], 3);
	aidl_memory_free(&m);
}
END_TEST

START_TEST(defaults)
{
	struct aidl_memory m;
	const struct model_def *d;

	aidl_memory_init(&m);
	d = check(&m, "F.aidl",
		  "parcelable F { boolean b = 2; char c = '''; int[2][2] m = {{1, true}, {3, 4,},}; "
		  "String[] s = {}; char[] cs = {'a', 'b'}; float f = -1f; int none; }");
	ck_assert_int_eq(d->fields[0].value.i, 1);
	ck_assert_int_eq(d->fields[1].value.i, '\'');
	ck_assert_int_eq(d->fields[2].value.items[0].items[1].i, 1);
	ck_assert_int_eq(d->fields[3].value.kind, MODEL_VALUE_LIST);
	ck_assert_int_eq(d->fields[3].value.n_items, 0);
	ck_assert_int_eq(d->fields[4].value.n_items, 2);
	ck_assert_str_eq(d->fields[5].value.text, "-1.0");
	ck_assert_int_eq(d->fields[6].value.kind, MODEL_VALUE_NONE);
	aidl_memory_free(&m);
}
END_TEST

START_TEST(union_tag)
{
	struct aidl_memory m;
	const struct model_def *d;

	aidl_memory_init(&m);
	d = check(&m, "F.aidl", "parcelable F { union U { int a; String b; } int t = U.Tag.b; }");
	ck_assert_int_eq(d->fields[0].value.i, 1);
	ck_assert_int_eq(m.model->n_defs, 3);
	ck_assert_int_eq(d->nested[0]->n_nested, 0);
	ck_assert_ptr_eq(d->nested[0]->tag, m.model->defs[0]);
	ck_assert(m.model->defs[0]->is_tag && m.model->defs[0]->backing == MODEL_INT);
	ck_assert_str_eq(m.model->defs[0]->qualified, "F.U.Tag");
	ck_assert_int_eq(m.model->defs[0]->enumerators[1].value, 1);
	aidl_memory_free(&m);
}
END_TEST

START_TEST(tag_as_type)
{
	struct aidl_memory m;
	const struct model_def *d;
	const char *u = "package p; @FixedSize union U { int a; byte b; }";

	aidl_memory_init(&m);
	aidl_memory_add(&m, "p/U.aidl", u, strlen(u));
	d = check(&m, "p/F.aidl",
		  "package p; import p.U.Tag; parcelable F { Tag t = Tag.b; V.Tag[] v; "
		  "union V { int x; } }");
	ck_assert_ptr_eq(d->fields[0].value.enum_def, d->fields[0].type.def);
	ck_assert_str_eq(d->fields[0].value.enumerator->name, "b");
	ck_assert_int_eq(d->fields[0].type.def->backing, MODEL_BYTE);
	ck_assert_str_eq(d->fields[0].type.def->parent->qualified, "p.U");
	ck_assert_int_eq(m.model->n_uses, 1);
	ck_assert(m.model->uses[0].def->is_tag && m.model->uses[0].by_value);
	ck_assert_int_lt(position(m.model, "Tag"), position(m.model, "F"));
	aidl_memory_free(&m);
}
END_TEST

START_TEST(permissions)
{
	struct aidl_memory m;
	const struct model_def *d;

	aidl_memory_init(&m);
	d = check(&m, "IF.aidl",
		  "interface IF { @EnforcePermission(\"A\") void a(); "
		  "@EnforcePermission(allOf={\"A\", \"B\" + \"C\"}) @PropagateAllowBlocking void b(); "
		  "@EnforcePermission(anyOf={}) void c(); @RequiresNoPermission void d(); void e(); "
		  "@PermissionManuallyEnforced interface IN { void f(); } }");
	ck_assert_int_eq(d->methods[0].permission.kind, MODEL_PERMISSION_ENFORCED);
	ck_assert_int_eq(d->methods[0].permission.n_names, 1);
	ck_assert_str_eq(d->methods[0].permission.names[0], "A");
	ck_assert(d->methods[1].permission.all && d->methods[1].allow_blocking);
	ck_assert_int_eq(d->methods[1].permission.n_names, 2);
	ck_assert_str_eq(d->methods[1].permission.names[1], "BC");
	ck_assert_int_eq(d->methods[2].permission.kind, MODEL_PERMISSION_ENFORCED);
	ck_assert_int_eq(d->methods[2].permission.n_names, 0);
	ck_assert_int_eq(d->methods[3].permission.kind, MODEL_PERMISSION_NONE);
	ck_assert_int_eq(d->methods[4].permission.kind, MODEL_PERMISSION_UNSAID);
	ck_assert_int_eq(d->nested[0]->permission.kind, MODEL_PERMISSION_MANUAL);
	ck_assert_int_eq(d->nested[0]->methods[0].permission.kind, MODEL_PERMISSION_MANUAL);
	ck_assert_str_eq(d->methods[1].ret.annotations[0].params[0].value.items[1].s, "BC");
	aidl_memory_free(&m);
}
END_TEST

START_TEST(types_of_other_languages)
{
	struct aidl_memory m;
	const struct model_def *d;

	aidl_memory_init(&m);
	d = check(&m, "F.aidl",
		  "parcelable F { Map<String, int[]> m; CharSequence c; FileDescriptor f; G<int, F[]> g; "
		  "ParcelableHolder h; interface I { void f(in List l); } parcelable G0 { } } "
		  "parcelable G<T, U> ndk_header \"g.h\";");
	ck_assert_int_eq(d->fields[0].type.base, MODEL_MAP);
	ck_assert_int_eq(d->fields[0].type.args[1].shape, MODEL_ARRAY);
	ck_assert_int_eq(d->fields[1].type.base, MODEL_CHAR_SEQUENCE);
	ck_assert_int_eq(d->fields[2].type.base, MODEL_FILE_DESCRIPTOR);
	ck_assert_int_eq(d->fields[3].type.n_args, 2);
	ck_assert_str_eq(d->fields[3].type.def->ndk_header, "g.h");
	ck_assert_str_eq(d->fields[3].type.def->type_params[1], "U");
	ck_assert_int_eq(d->fields[4].type.base, MODEL_HOLDER);
	ck_assert_int_eq(d->nested[0]->methods[0].args[0].type.base, MODEL_UNTYPED_LIST);
	aidl_memory_free(&m);
}
END_TEST

/* Also of a file that is only imported, and that a method alone mentions. */
START_TEST(what_types_hold)
{
	struct aidl_memory m;
	const struct model_def *d;
	static const char item[] = "package p; parcelable Item { Part[2] parts; parcelable Part { String s; } }";

	aidl_memory_init(&m);
	aidl_memory_add(&m, "p/Item.aidl", item, strlen(item));
	d = check(&m, "p/I.aidl",
		  "package p; import p.Item; interface I { void f(in Item i);"
		  " parcelable None { int a; @nullable IBinder b; @nullable(heap=true) None c; }"
		  " parcelable Other { None[] a; }"
		  " parcelable Third { @nullable None a; @nullable Item[] b; } }");
	ck_assert(d->methods[0].args[0].type.def->strict);
	ck_assert(!d->methods[0].args[0].type.def->recursive);
	ck_assert(!d->nested[0]->strict && d->nested[0]->recursive);
	ck_assert(d->nested[1]->strict && !d->nested[1]->recursive);
	ck_assert(d->nested[2]->strict);
	aidl_memory_free(&m);

	aidl_memory_init(&m);
	d = check(&m, "A.aidl",
		  "parcelable A { @nullable B[] b; parcelable B { @nullable(heap=true) C c; }"
		  " union C { int x; @nullable(heap=true) A a; D d; } parcelable D { @nullable A[] a; IBinder b; }"
		  " parcelable E { @nullable A[] a; } parcelable F { int x; } }");
	ck_assert(d->recursive && d->strict);
	for (int i = 0; i < 3; i++)
		ck_assert(d->nested[i]->recursive && d->nested[i]->strict);
	ck_assert(!d->nested[3]->recursive && d->nested[3]->strict);
	ck_assert(!d->nested[4]->recursive && !d->nested[4]->strict);
	aidl_memory_free(&m);
}
END_TEST

static Suite *model_suite(void)
{
	Suite *s = suite_create("compiler/model");
	TCase *t = tcase_create("model");

	tcase_add_test(t, names_and_docs);
	tcase_add_test(t, ids_and_versions);
	tcase_add_test(t, order_of_definitions);
	tcase_add_test(t, uses_of_other_files);
	tcase_add_test(t, defaults);
	tcase_add_test(t, union_tag);
	tcase_add_test(t, tag_as_type);
	tcase_add_test(t, permissions);
	tcase_add_test(t, types_of_other_languages);
	tcase_add_test(t, what_types_hold);
	suite_add_tcase(s, t);
	return s;
}

CHECK_TAP_MAIN(model_suite)
