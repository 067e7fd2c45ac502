/* SPDX-License-Identifier: MIT */
/*
 * check_lints.c - which lint fires where, and what silences it
 *
 * All lints are on. A text stands in a file p/IFoo.aidl that can use p.Q and p.E; what is
 * expected are the names of the lints in the order of the text.
 */
#include "check_tap.h"

#include "aidl_memory.h"

/* Keeps the lint that most interfaces would have quiet. */
#define IFOO "@RequiresNoPermission interface IFoo "

static const struct {
	const char *text, *expected;
} rows[] = {
	{IFOO "{ void f(in int[] a); }", ""},
	/* const-name */
	{IFOO "{ const int A_1 = 1; const int b = 2; enum X { C, Dd } }", "const-name const-name"},
	{"parcelable IFoo { const String s = \"\"; }", "const-name"},
	{IFOO "{ @SuppressWarnings({\"const-name\"}) const int b = 2; }", "const-name"},
	{"@SuppressWarnings(value={\"const-name\"}) " IFOO "{ const int b = 2; enum X { c } }", ""},
	{IFOO "{ @SuppressWarnings({\"const-name\"}) enum X { c } const int d = 1; }", "const-name"},
	/* enum-explicit-default */
	{"parcelable IFoo { p.E a; p.E b = p.E.A; p.E[] c; p.E[2] d; int e; p.Q f; }",
	 "enum-explicit-default"},
	{"union IFoo { int a; p.E b; }", ""},
	{"union IFoo { p.E b = p.E.A; }", ""},
	{"@SuppressWarnings({\"enum-explicit-default\"}) parcelable IFoo { p.E a; }", ""},
	/* file-descriptor */
	{IFOO "{ FileDescriptor f(in FileDescriptor[] a, in ParcelFileDescriptor b); }",
	 "file-descriptor file-descriptor"},
	{IFOO "{ @SuppressWarnings({\"file-descriptor\"}) void f(in FileDescriptor a); }", ""},
	{"parcelable IFoo { Map<String, FileDescriptor> m; }", "file-descriptor"},
	/* inout-parameter, out-array, out-nullable */
	{IFOO "{ void f(inout p.Q a, out p.Q b); }", "inout-parameter"},
	{IFOO "{ void f(inout int[] a, out String[2] b, out List<String> c); }",
	 "inout-parameter out-array out-array"},
	{IFOO "{ void f(out @nullable p.Q a, in @nullable p.Q b, out @nullable int[] c); }",
	 "out-nullable out-array"},
	{IFOO "{ @SuppressWarnings({\"inout-parameter\", \"out-array\"}) void f(inout int[] a); }", ""},
	/* interface-name */
	{"@RequiresNoPermission interface IFoo { @RequiresNoPermission interface Bar { } }",
	 "interface-name"},
	{"@SuppressWarnings({\"interface-name\"}) @RequiresNoPermission interface IFoo { "
	 "@RequiresNoPermission interface Bar { } }",
	 ""},
	/* missing-permission-annotation */
	{"interface IFoo { void f(); }", "missing-permission-annotation"},
	{"interface IFoo { }", "missing-permission-annotation"},
	{"interface IFoo { @RequiresNoPermission void f(); void g(); void h(); "
	 "@EnforcePermission(\"A\") void i(); }",
	 "missing-permission-annotation missing-permission-annotation"},
	{"@PermissionManuallyEnforced interface IFoo { void f(); }", ""},
	/* mixed-oneway, redundant-oneway */
	{IFOO "{ void f(); oneway void g(); }", "mixed-oneway"},
	{IFOO "{ void f(); @SuppressWarnings({\"mixed-oneway\"}) oneway void g(); }", ""},
	{"@SuppressWarnings({\"mixed-oneway\"}) " IFOO "{ void f(); oneway void g(); }", ""},
	{"@RequiresNoPermission oneway interface IFoo { void f(); oneway void g(); }",
	 "redundant-oneway"},
	{"@RequiresNoPermission oneway interface IFoo { "
	 "@SuppressWarnings({\"redundant-oneway\"}) oneway void g(); }",
	 ""},
	/* redundant-name */
	{IFOO "{ enum PixelFormat { RGB, PIXEL_RGB, FORMAT, FORMATS } }",
	 "redundant-name redundant-name"},
	{"parcelable IFoo { const int FOO = 1; const int I_FOO = 2; const int IFOO = 3; }",
	 "redundant-name redundant-name redundant-name"},
	{"enum IFoo { BAR, FOO_FOO }", "redundant-name redundant-name"},
	/* unique-import */
	{"import p.Q; import p.Q; " IFOO "{ }", "unique-import"},
	{"import p.Q; import q.Q; " IFOO "{ }", "unique-import"},
	{"import p.IFoo; " IFOO "{ }", ""},
	{"import q.IFoo; " IFOO "{ }", "unique-import"},
	/* untyped-collection */
	{IFOO "{ void f(in List a, in Map b, in Map<String, String> c, in java.util.List d); }",
	 "untyped-collection untyped-collection untyped-collection"},
	/* several */
	{"@SuppressWarnings({\"out-array\", \"interface-name\"}) @RequiresNoPermission interface IFoo { "
	 "interface Bar { @SuppressWarnings({\"inout-parameter\"}) void f(inout int[] a, out @nullable p.Q q); } }",
	 "missing-permission-annotation out-nullable"},
};

/* Names in brackets at the ends of lines of messages. */
static void collect(const char *messages, char *out, size_t size)
{
	*out = '\0';
	for (const char *at = messages; (at = strstr(at, ": warning: "));) {
		const char *end = strchr(at, '\n');
		const char *open = end;

		while (*open != '[')
			open--;
		snprintf(out + strlen(out), size - strlen(out), "%s%.*s", *out ? " " : "",
			 (int)(end - open - 2), open + 1);
		at = end;
	}
}

START_TEST(lints)
{
	static const char *const q = "package p; parcelable Q { const int bad_name = 1; }";
	static const char *const q2 = "package q; parcelable Q { }";
	static const char *const e = "package p; enum E { A }";
	static const char *const ifoo = "package q; interface IFoo { }";
	struct aidl_memory m;
	char file[1000], found[1000];

	snprintf(file, sizeof(file), "package p; %s", rows[_i].text);
	aidl_memory_init(&m);
	for (int i = 0; i < DIAG_COUNT; i++)
		if (diag_is_warning((enum diag_id)i))
			m.diag.severity[i] = DIAG_WARNING;
	aidl_memory_add(&m, "p/Q.aidl", q, strlen(q));
	aidl_memory_add(&m, "q/Q.aidl", q2, strlen(q2));
	aidl_memory_add(&m, "p/E.aidl", e, strlen(e));
	aidl_memory_add(&m, "q/IFoo.aidl", ifoo, strlen(ifoo));
	aidl_memory_add(&m, "p/IFoo.aidl", file, strlen(file));
	ck_assert_msg(aidl_memory_check(&m, "p/IFoo.aidl"), "%s\n%s", file, m.messages);
	collect(m.messages, found, sizeof(found));
	ck_assert_msg(strcmp(found, rows[_i].expected) == 0, "%s\nshould have: %s\n%s", file,
		      rows[_i].expected, m.messages);
	aidl_memory_free(&m);
}
END_TEST

static Suite *lints_suite(void)
{
	Suite *s = suite_create("compiler/lints");
	TCase *t = tcase_create("lints");

	tcase_add_loop_test(t, lints, 0, (int)(sizeof(rows) / sizeof(rows[0])));
	suite_add_tcase(s, t);
	return s;
}

CHECK_TAP_MAIN(lints_suite)
