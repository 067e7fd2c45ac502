/* SPDX-License-Identifier: MIT */
/*
 * check_verdicts.c - what is AIDL and what is not, one line each
 *
 * The table of the reference is in verdicts.h; rows here are cases of our own.
 */
#include "check_tap.h"

#include "aidl_memory.h"
#include "gen_c/gen_c.h"
#include "verdicts.h"

static const struct verdict_row own[] = {
	{0, CONSTANT, NO, 0, "const int A = -false;"},
	{0, CONSTANT, YES, 0, "const int A = -true;"},
	{0, NESTED, YES, 0, "union U { int a; String b; } const int B = U.Tag.b;"},
	{0, FIELD, YES, 0, "int cpp_header; int ndk_header; int rust_type; int c_header;"},
	{0, WHOLE, YES, 0, "parcelable Foo { p.Q q; }"},
	{0, WHOLE, YES, 0, "parcelable Foo { p.Q.In q; }"},
	{0, NESTED, YES, 0,
	 "parcelable W { int switch; } @Backing(type=\"byte\") enum X { A = -128, B = 127 }"},
	{0, FIELD, YES, 0, "int[8 >> 1] a; int[(8 > 4)] b; int[1 << 2][2 << 1] c;"},

	/* Types between '<' and '>' */
	{0, FIELD, YES, 0, "G<void> a; H<int[], @nullable Q> b; G<List<Q>>[] c; List<G<Q>> d;"},
	{0, FIELD, NO, 0, "G<void[]> a;"},
	{0, FIELD, NO, 0, "G<List<int>> a;"},
	{0, FIELD, NO, 0, "G<@nullable Q> a;"},
	{0, FIELD, NO, 0, "H<Q, @nullable int> a;"},
	{0, FIELD, NO, 0, "H<Q, @Backing(type=\"int\") Q> a;"},
	{0, FIELD, NO, 0, "List<Map> a;"},
	{0, FIELD, NO, 0, "List<CharSequence> a;"},
	{0, FIELD, NO, 0, "Map<int, Q> a;"},
	{0, FIELD, NO, 0, "Map<String[], Q> a;"},
	{0, FIELD, NO, 0, "Map<String, E> a;"},
	{0, FIELD, NOT_C, 0, "Map<String, int[]> a;"},
	{0, FIELD, NO, 0, "Map<String, List> a;"},
	{0, FIELD, NO, 0, "CharSequence[] a;"},
	{0, FIELD, NOT_C, 0, "FileDescriptor[] a;"},

	/* The Tag of a union */
	{0, NESTED, YES, 0, "union U { U.Tag t = U.Tag.t; } parcelable P { U.Tag[] t = {U.Tag.t}; }"},
	{0, NESTED, NO, 0, "union U { U.Tag t; }"},
	{0, NESTED, NO, 0, "union U { int a; } parcelable P { @nullable U.Tag t; }"},
	{0, METHOD, NO, 0, "union U { int a; } void f(out U.Tag t);"},
	{0, NESTED, NO, 0, "union U { int a; } union V { int b; } parcelable P { U.Tag t = V.Tag.b; }"},

	/* Annotations */
	{0, FIELD, YES, 0, "@RustDerive(Copy=0) parcelable X { Q q; }"},
	{0, NESTED, NO, 0, "@JavaDerive(hash=true) parcelable X { }"},
	{0, METHOD, NO, 0, "@UnsupportedAppUsage(maxTargetSdk=1 << 31L) void f();"},
	{0, METHOD, YES, 0, "@UnsupportedAppUsage(trackingBug=1L << 40) void f();"},
	{0, METHOD, NO, 0, "@EnforcePermission(all={\"A\"}) void f();"},
	{0, METHOD, YES, 0, "@EnforcePermission(allOf={\"A\", \"B\"}) void f();"},
	{0, METHOD, NO, 0, "@SuppressWarnings({\"nope\"}) void f();"},
	{0, CONSTANT, YES, 0, "@SuppressWarnings({\"nope\"}) const int A = 1;"},
	{0, NESTED, NO, 0, "@JavaOnlyImmutable parcelable X { Q q; }"},
	{0, NESTED, YES, 0, "@JavaOnlyImmutable parcelable X { E e; String[] s; List<X> x; }"},

	/* Nested types */
	{0, FIELD, YES, 0, "parcelable A { B b; } parcelable B { Foo[] f; }"},
	{0, FIELD, NO, 0, "parcelable A { B.C[] b; } parcelable B { enum C { X } interface I { void f(in A a); } }"},
	{0, FIELD, NO, 0, "p.Back b; enum K { A }"},
	{0, FIELD, YES, 0, "p.Around b; enum K { A }"},
	{0, FIELD, NOT_C, 0, "parcelable In { p.Circle c; }"},
	{0, FIELD, NOT_C, 0, "interface In { void f(in p.Circle[2] c); }"},
	{0, FIELD, YES, 0, "parcelable In { @nullable p.Circle a; p.Circle[] b; List<p.Circle> c; }"},
	{0, FIELD, YES, 0, "interface In { void f(in p.Circle c, in @nullable p.Circle d); }"},
	{0, FIELD, NO, 0, "p.Circle c;"},

	/* Stability */
	{0, WHOLE, NO, STRUCTURED, "@VintfStability parcelable Foo { }"},
	{0, WHOLE, NO, VINTF, "@VintfStability parcelable Foo { }"},
	{0, WHOLE, YES, STRUCTURED | VINTF, "@VintfStability parcelable Foo { enum E { A } }"},
	{0, WHOLE, NO, STRUCTURED | VINTF, "@VintfStability parcelable Foo { p.Q q; }"},
	{0, WHOLE, NO, STRUCTURED | VINTF, "import p.Q; @VintfStability parcelable Foo { }"},
	{0, WHOLE, YES, STRUCTURED | VINTF, "@VintfStability parcelable Foo { p.Stable s; }"},
	{0, WHOLE, YES, 0, "parcelable Foo { @VintfStability parcelable X { } }"},

	/* Other files */
	{0, WHOLE, NO, 0, "interface Foo { void f(in p.Far f); }"},
	{0, WHOLE, NO, 0, "interface Foo { void f(p.IIds f); }"},
	{0, WHOLE, YES, 0, "parcelable Foo { p.Wrong w; }"},

	/* Android's tool lets these pass; in C such a field has no size, such a value another type */
	{0, FIELD, NO, 0, "E e = Q.Kind.U;"},
	{0, FIELD, NO, 0, "Foo[2] next;"},
	{0, FIELD, NO, 0, "@nullable Foo[2] next;"},

	/* Types, constants, methods and fields are told apart by where a name stands */
	{0, METHOD, YES, 0, "parcelable X { int a; } void X(in X x);"},
	{0, METHOD, YES, 0, "const int f = 1; void f();"},
	{0, METHOD, YES, 0, "enum f { A = 2 } const int f = f.A; void f(f f);"},
	{0, WHOLE, YES, 0, "interface Foo { const int Foo = 1; void Foo(in String Foo); }"},
	{0, FIELD, YES, 0, "const int a = 1; parcelable a { int a; } int a; a b;"},
	{0, WHOLE, YES, 0, "union Foo { const int Tag = 1; int a; const int a = 2; enum a { a } }"},
	{0, METHOD, NO, 0, "parcelable X { int a; } @Backing(type=\"int\") enum X { A }"},
	{0, WHOLE, NO, 0, "interface Foo { parcelable Foo { int a; } }"},
};

static const struct verdict_file own_files[] = {
	{"p/Back.aidl", "package p; parcelable Back { p.Foo.K[] k; @nullable(heap=true) p.Foo f; }"},
	{"p/Around.aidl", "package p; parcelable Around { @nullable(heap=true) p.Foo f; }"},
	{"p/Circle.aidl", "package p; union Circle { int n; p.Foo f; }"},
	{"p/Far.aidl", "package p; parcelable Far { List<p.Nope> n; }"},
	{"p/IIds.aidl", "package p; interface IIds { void f() = 1; void g(); }"},
	{"p/Wrong.aidl", "package p; parcelable Wrong { int a = \"s\"; const int B = 1; const int B = 2; }"},
};

static const char *file_of(const struct verdict_row *row, char *buffer, size_t size)
{
	static const char *const around[] = {[METHOD] = "interface", [CONSTANT] = "interface",
					     [FIELD] = "parcelable", [NESTED] = "interface"};
	bool named = strstr(row->text, "package") || (row->flags & ROOT) ||
		     (unsigned char)row->text[0] == 0xef;

	if (row->place == WHOLE)
		snprintf(buffer, size, "%s%s", named || !*row->text ? "" : "package p; ", row->text);
	else
		snprintf(buffer, size,
			 "package p; import p.Q; import p.E; import p.IBar; import p.G; import p.H; "
			 "%s Foo { %s }",
			 around[row->place], row->text);
	return buffer;
}

static void add_all(struct aidl_memory *m, const struct verdict_file *files, size_t n)
{
	for (size_t i = 0; i < n; i++)
		aidl_memory_add(m, files[i].path, files[i].text, strlen(files[i].text));
}

static void check_row(const struct verdict_row *row)
{
	static const char *const words[] = {[NO] = "refused", [YES] = "accepted",
					    [NOT_C] = "refused for C"};
	const char *path = row->flags & ROOT ? "Foo.aidl"
			   : row->flags & SUB ? "s/p/Foo.aidl" : "p/Foo.aidl";
	struct aidl_memory m;
	char buffer[1000];
	const char *file = file_of(row, buffer, sizeof(buffer));
	enum verdict verdict;

	aidl_memory_init(&m);
	m.opt.structured = row->flags & STRUCTURED;
	m.opt.vintf = row->flags & VINTF;
	if (row->flags & TWO_ROOTS)
		import_add_dir(&m.import, "other");
	add_all(&m, verdict_files, sizeof(verdict_files) / sizeof(verdict_files[0]));
	add_all(&m, own_files, sizeof(own_files) / sizeof(own_files[0]));
	aidl_memory_add(&m, path, file, strlen(file));
	verdict = aidl_memory_check(&m, path) ? YES : NO;
	if (verdict == YES && !gen_c_supported(&m.diag, m.model))
		verdict = NOT_C;
	ck_assert_msg(verdict == row->verdict, "%d: %s should be %s\n%s", row->number, file,
		      words[row->verdict], m.messages);
	ck_assert((m.messages_len == 0 || !strstr(m.messages, ": error: ")) == (verdict != NO));
	aidl_memory_free(&m);
}

START_TEST(reference)
{
	check_row(&appendix[_i]);
}
END_TEST

START_TEST(ours)
{
	check_row(&own[_i]);
}
END_TEST

static Suite *verdicts_suite(void)
{
	Suite *s = suite_create("compiler/verdicts");
	TCase *t = tcase_create("verdicts");

	tcase_add_loop_test(t, reference, 0, (int)(sizeof(appendix) / sizeof(appendix[0])));
	tcase_add_loop_test(t, ours, 0, (int)(sizeof(own) / sizeof(own[0])));
	suite_add_tcase(s, t);
	return s;
}

CHECK_TAP_MAIN(verdicts_suite)
