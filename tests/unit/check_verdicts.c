/* SPDX-License-Identifier: MIT */
/*
 * check_verdicts.c - what is AIDL and what is not, one line each
 *
 * Each text stands in the place its first column says, in a file Foo.aidl of
 * package p that imports p.Q, p.E and p.IBar, except WHOLE: the whole file after its package.
 * Where aidl2c differs from AOSP's aidl on purpose the row says so.
 */
#include "check_tap.h"

#include "aidl_memory.h"
#include "gen_c/gen_c.h"

/* NOT_C: correct, and C has it not. */
enum verdict { NO, YES, NOT_C };

enum place { METHOD, CONSTANT, FIELD, NESTED, WHOLE };

static const struct {
	enum place place;
	enum verdict verdict;
	const char *text;
} rows[] = {
	{METHOD, YES, "void f(int a);"},
	{METHOD, NO, "void f(out int a);"},
	{METHOD, NO, "void f(Q q);"},
	{METHOD, YES, "void f(inout Q q);"},
	{METHOD, YES, "void f(String s);"},
	{METHOD, NO, "void f(out String s);"},
	{METHOD, NO, "void f(int[] a);"},
	{METHOD, YES, "void f(out int[3] a);"},
	{METHOD, NO, "void f(List<String> l);"},
	{METHOD, YES, "void f(out List<String> l);"},
	{METHOD, NO, "void f(out IBinder b);"},
	{METHOD, YES, "void f(out IBinder[] b);"},
	{METHOD, NO, "void f(out IBar b);"},
	{METHOD, NO, "void f(inout E e);"},
	{METHOD, NO, "void f(ParcelFileDescriptor p);"},
	{METHOD, NO, "void f(out ParcelFileDescriptor p);"},
	{METHOD, YES, "void f(inout ParcelFileDescriptor p);"},
	{METHOD, YES, "void f(out ParcelFileDescriptor[] p);"},
	{METHOD, NO, "void f(in ParcelableHolder h);"},
	{METHOD, NO, "ParcelableHolder f();"},
	{METHOD, NO, "void f(void v);"},
	{METHOD, NO, "void[] f();"},
	{METHOD, NO, "oneway int f();"},
	{METHOD, NO, "oneway void f(out int[] a);"},
	{METHOD, NO, "void f(int a, int a);"},
	{METHOD, NO, "void f(int class);"},
	{METHOD, NO, "void f(int _aidl_x);"},
	{METHOD, NO, "void f(int a,);"},
	{METHOD, NO, "void f(int a = 3);"},
	{METHOD, NO, "void f(); void f(int a);"},
	{METHOD, NO, "void asBinder();"},
	{METHOD, NO, "void getInterfaceVersion();"},
	{METHOD, YES, "void getInterfaceVersion(int x);"},
	{METHOD, NO, "String getTransactionName(int c);"},
	{METHOD, NO, "void f();;"},
	{WHOLE, NO, "oneway interface Foo { void f(out int[] a); }"},
	{WHOLE, YES, "oneway interface Foo { oneway void f(); }"},
	{METHOD, YES, "void f() = 0;"},
	{METHOD, YES, "void f() = 5; void g() = 3;"},
	{METHOD, NO, "void f() = 1; void g();"},
	{METHOD, NO, "void f() = 1; void g() = 1;"},
	{METHOD, YES, "void f() = 16777114;"},
	{METHOD, NO, "void f() = 16777115;"},
	{METHOD, NO, "void f() = -1;"},
	{METHOD, NO, "void f() = 0x1;"},
	{METHOD, YES, "void f() = 010;"},
	{CONSTANT, YES, "const int A = 0xffffffff;"},
	{CONSTANT, YES, "const long A = 0xffffffff;"},
	{CONSTANT, YES, "const long A = 0xffffffffL;"},
	{CONSTANT, NO, "const int A = 0xffffffffL;"},
	{CONSTANT, NO, "const int A = 2147483648;"},
	{CONSTANT, YES, "const int A = 2147483648u32;"},
	{CONSTANT, NO, "const long A = 9223372036854775808;"},
	{CONSTANT, NO, "const byte A = 128;"},
	{CONSTANT, YES, "const byte A = 128u8;"},
	{CONSTANT, NO, "const byte A = 256u8;"},
	{CONSTANT, NO, "const byte A = 0xff;"},
	{CONSTANT, YES, "const byte A = 0xffu8;"},
	{CONSTANT, YES, "const byte A = 0xffffffff;"},
	{CONSTANT, YES, "const int A = 1_000_000;"},
	{CONSTANT, YES, "const int A = 010;"},
	{CONSTANT, YES, "const int A = 0|1;"},
	{CONSTANT, YES, "const int A = true;"},
	{CONSTANT, NO, "const int A = 'a';"},
	{CONSTANT, NO, "const int A = 1.0;"},
	{CONSTANT, NO, "const float A = 1.0;"},
	{CONSTANT, YES, "const double A = 1.0f;"},
	{CONSTANT, NO, "const double A = 1;"},
	{CONSTANT, NO, "const double A = 1.0 + 2.0;"},
	{CONSTANT, NO, "const double A = Q.DB;"},
	{CONSTANT, NO, "const float A = 1e40f;"},
	{CONSTANT, NO, "const boolean A = true;"},
	{CONSTANT, NO, "const int[] A = {1};"},
	{CONSTANT, YES, "const String A = \"a\" + \"b\";"},
	{CONSTANT, NO, "const String A = \"a\" + 1;"},
	{CONSTANT, NO, "const String A = \"a\" == \"a\";"},
	{CONSTANT, NO, "const int A = 2147483647 + 1;"},
	{CONSTANT, YES, "const long A = 2147483647 + 1L;"},
	{CONSTANT, YES, "const int A = 1 << 31;"},
	{CONSTANT, NO, "const int A = 1 << 32;"},
	{CONSTANT, NO, "const int A = -1 >> 1;"},
	{CONSTANT, YES, "const int A = 16 >> -2;"},
	{CONSTANT, NO, "const int A = 1 / 0;"},
	{CONSTANT, YES, "const int A = -7 / 2;"},
	{CONSTANT, YES, "const int A = !5;"},
	{CONSTANT, NO, "const int A = ~true;"},
	{CONSTANT, NO, "const int A = -false;"},
	{CONSTANT, YES, "const int A = -true;"},
	{CONSTANT, NO, "const int A = -128u8;"},
	{CONSTANT, YES, "const int A = 1 == 4 == 0;"},
	{CONSTANT, NO, "const int A = A;"},
	{CONSTANT, YES, "const int A = B; const int B = 1;"},
	{CONSTANT, NO, "const int A = B; const int B = A;"},
	{CONSTANT, YES, "const int A = Q.Kind.V;"},
	{CONSTANT, NO, "const int A = Q.Nope;"},
	{CONSTANT, NO, "const int A = 1; const int A = 2;"},
	{CONSTANT, NO, "const int N = 3; parcelable In { int a = N; }"},
	{CONSTANT, YES, "const int N = 3; parcelable In { int a = Foo.N; }"},
	{NESTED, NO, "enum X {  }"},
	{NESTED, YES, "enum X { A, B, }"},
	{NESTED, YES, "enum X { A = B, B = 1 }"},
	{NESTED, NO, "enum X { A = A }"},
	{NESTED, NO, "enum X { A, A }"}, /* aidl lets it pass; C cannot */
	{NESTED, NO, "enum X { A = 127, B }"},
	{NESTED, NO, "enum X { A = 128 }"},
	{NESTED, YES, "enum X { A = 255u8 }"},
	{NESTED, YES, "@Backing(type=\"int\") enum X { A = 0xffffffff }"},
	{NESTED, NO, "@Backing(type=\"int\") enum X { A = 0x7fffffff, B }"},
	{NESTED, NO, "@Backing(type=\"long\") enum X { A = 2147483647, B }"},
	{NESTED, YES, "@Backing(type=\"long\") enum X { A = 1L << 40, B }"},
	{NESTED, NO, "@Backing(type=\"char\") enum X { A }"},
	{NESTED, NO, "@Backing enum X { A }"},
	{NESTED, NO, "@Backing(\"int\") enum X { A }"},
	{FIELD, NO, "int a; int a;"},
	{FIELD, YES, "int a; int A;"},
	{FIELD, NO, "void v;"},
	{FIELD, YES, "boolean b = 1;"},
	{FIELD, YES, "int[] a = {1, 2,};"},
	{FIELD, NO, "int[] a = {,};"},
	{FIELD, NO, "int[] a = {1, \"a\"};"},
	{FIELD, NO, "double[] a = {1.0, 2};"},
	{FIELD, NO, "int[3] a = {1, 2};"},
	{FIELD, YES, "int[2][2] a = {{1,2},{3,4}};"},
	{FIELD, NO, "int[][] a;"},
	{FIELD, NOT_C, "int[0] a;"}, /* C has no arrays of size 0 */
	{FIELD, NO, "int[-1] a;"},
	{FIELD, NO, "int[1L] a;"},
	{FIELD, YES, "int[true] a;"},
	{FIELD, YES, "int[Q.K] a;"},
	{FIELD, NO, "String a[];"},
	{FIELD, YES, "E e = E.B;"},
	{FIELD, NO, "E e = 5;"},
	{FIELD, NO, "E e = B;"},
	{FIELD, NO, "E e = E.A | E.B;"},
	{FIELD, NO, "Q q = {};"},
	{FIELD, NO, "@nullable String s = null;"},
	{FIELD, NO, "@nullable int a;"},
	{FIELD, NO, "@nullable E e;"},
	{FIELD, YES, "@nullable int[] a;"},
	{FIELD, YES, "ParcelableHolder h;"},
	{FIELD, NO, "@nullable ParcelableHolder h;"},
	{FIELD, YES, "@nullable(heap=true) Foo next;"},
	{FIELD, NO, "@nullable Foo next;"},
	{FIELD, YES, "Foo[] kids; List<Foo> more;"},
	{FIELD, NO, "@nullable(heap=true) String s;"},
	{FIELD, NO, "@nullable(heap=true) Q[] q;"},
	{FIELD, NO, "@nullable @nullable String s;"},
	{FIELD, NO, "@utf8InCpp int a;"},
	{FIELD, YES, "@utf8InCpp List<String> l;"},
	{FIELD, NO, "List<String> l = {};"},
	{FIELD, NO, "List l;"},
	{FIELD, NOT_C, "Map<String,String> m;"},
	{FIELD, NOT_C, "FileDescriptor f;"},
	{FIELD, NO, "List<int> l;"},
	{FIELD, NO, "List<E> l;"},
	{FIELD, NO, "List<int[]> l;"},
	{FIELD, NO, "List<List<String>> l;"},
	{FIELD, NO, "List<String>[] l;"},
	{FIELD, NO, "List<@nullable String> l;"},
	{FIELD, NO, "String @nullable [] a;"},
	{FIELD, YES, "java.util.List<String> l;"},
	{FIELD, NO, "ParcelableHolder[] h;"},
	{NESTED, NO, "union U {  }"},
	{NESTED, NO, "union U { int a; int A; }"},
	{NESTED, NO, "union U { E e; }"},
	{NESTED, NO, "union U { int[] a; }"},
	{NESTED, YES, "union U { String s; E e; int[] b; }"},
	{NESTED, NO, "union U { int a; ParcelableHolder h; }"},
	{NESTED, NO, "union U { int a; enum Tag { X } }"},
	{NESTED, YES, "union U { int a; U.Tag t; }"},
	{NESTED, YES, "union U { int a; String b; } const int B = U.Tag.b;"},
	{NESTED, NO, "union U { int a; U u; }"},
	{NESTED, YES, "union U { int a; U[] u; }"},
	{NESTED, NO, "union U<T> { int a; }"},
	{WHOLE, YES, "/* a /* b */ interface Foo {}"},
	{WHOLE, YES, "interface Foo {} /* open"},
	{WHOLE, NO, "/* open interface Foo {}"},
	{WHOLE, YES, "interface Foo {\r\n}\r\n"},
	{WHOLE, NO, "\xef\xbb\xbfinterface Foo {}"},
	{WHOLE, NO, "interface\fFoo {}"},
	{WHOLE, YES, "interface Foo { /* \xc3\xa9 */ }"},
	{FIELD, YES, "int cpp_header; int ndk_header; int rust_type; int c_header;"},
	{FIELD, NO, "int interface;"},
	{FIELD, NO, "int in;"},
	{FIELD, YES, "int class; int delete;"},
	{FIELD, NO, "int a$b;"},
	{FIELD, YES, "char c = 'a';"},
	{FIELD, YES, "char c = ''';"},
	{FIELD, NO, "char c = '\\n';"},
	{FIELD, NO, "char c = 97;"},
	{FIELD, NO, "String s = \"a\\\"b\";"},
	{FIELD, NO, "String s = \"\xc3\xa9\";"},
	{WHOLE, NO, ""},
	{WHOLE, NO, "interface Foo {} parcelable Bar {}"},
	{WHOLE, NO, "parcelable Bar {}"},
	{WHOLE, NO, "import p.Q; package p; parcelable Foo {}"},
	{WHOLE, NO, "import p.*; parcelable Foo {}"},
	{WHOLE, NO, "parcelable Foo {};"},
	{WHOLE, YES, "interface Foo;"},
	{WHOLE, NO, "oneway interface Foo;"},
	{WHOLE, NO, "interface p.Foo {}"},
	{WHOLE, NO, "import p.Nope; parcelable Foo {}"},
	{WHOLE, NO, "parcelable Foo { Q q; }"},
	{WHOLE, YES, "parcelable Foo { p.Q q; }"},
	{WHOLE, YES, "parcelable Foo { p.Q.In q; }"},
	{WHOLE, YES, "import p.Q.In; parcelable Foo { In q; }"},
	{WHOLE, YES, "import p.Q; parcelable Foo { Q.In q; }"},
	{WHOLE, NO, "import p.Q; parcelable Foo { In q; }"},
	{WHOLE, YES, "import p.Q.Nope; parcelable Foo { }"},
	{WHOLE, YES, "import p.Q; import p.Q; parcelable Foo { Q q; }"},
	{WHOLE, YES,
	 "import android.os.IBinder; import java.util.List; import android.content.Context; parcelable Foo {}"},
	{WHOLE, NO, "import java.util.ArrayList; parcelable Foo {}"},
	{WHOLE, YES,
	 "import p.Q; parcelable Foo { parcelable Q { int y; } Q q; const int A = p.Q.K; }"},
	{WHOLE, YES, "@Descriptor(\"a.b\") interface Foo {}"},
	{WHOLE, NO, "@Descriptor interface Foo {}"},
	{WHOLE, NO, "@Descriptor(value=1) interface Foo {}"},
	{WHOLE, NO, "@Unknown interface Foo {}"},
	{WHOLE, NO, "@nullable interface Foo {}"},
	{WHOLE, NO, "@JavaSuppressLint(\"x\") interface Foo {}"},
	{WHOLE, YES,
	 "@JavaPassthrough(annotation=\"@A\") @JavaPassthrough(annotation=\"@B\") interface Foo {}"},
	{WHOLE, YES, "@UnsupportedAppUsage(maxTargetSdk=1+2) interface Foo {}"},
	{WHOLE, NO, "@UnsupportedAppUsage(maxTargetSdk=A) interface Foo { const int A = 1; }"},
	{WHOLE, NO, "@EnforcePermission interface Foo {}"},
	{WHOLE, YES, "@Hide interface Foo {}"},
	{WHOLE, NO, "@FixedSize parcelable Foo { String s; }"},
	{WHOLE, YES, "@FixedSize parcelable Foo { int[3] a; }"},
	{NESTED, YES, "parcelable X { int a; }"},
	{NESTED, NO, "parcelable Foo { int a; }"},
	{NESTED, NO, "enum X { A } parcelable X { }"},
	{NESTED, NO, "parcelable X;"},
	{NESTED, NO, "enum X { @Foo A }"},
	{NESTED, YES,
	 "parcelable W { int switch; } @Backing(type=\"byte\") enum X { A = -128, B = 127 }"},
	{FIELD, YES, "int[8 >> 1] a; int[(8 > 4)] b; int[1 << 2][2 << 1] c;"},
};

START_TEST(verdicts)
{
	static const char *const q =
		"package p; parcelable Q { const int K = 7; const String S = \"s\"; "
		"const double DB = 2.5; enum Kind { U, V } parcelable In { int x; } }";
	static const char *const e = "package p; @Backing(type=\"int\") enum E { A, B = 5, C }";
	static const char *const ibar = "package p; interface IBar { void x(); }";
	static const char *const around[] = {[METHOD] = "interface", [CONSTANT] = "interface",
					     [FIELD] = "parcelable", [NESTED] = "interface"};
	static const char *const words[] = {[NO] = "refused", [YES] = "accepted",
					    [NOT_C] = "refused for C"};
	struct aidl_memory m;
	char file[1000];
	enum verdict verdict;

	if (rows[_i].place == WHOLE)
		snprintf(file, sizeof(file), "%s%s",
			 strstr(rows[_i].text, "package") || (unsigned char)rows[_i].text[0] == 0xef
				 ? ""
				 : "package p; ",
			 rows[_i].text);
	else
		snprintf(file, sizeof(file), "package p; import p.Q; import p.E; import p.IBar; %s Foo { %s }",
			 around[rows[_i].place], rows[_i].text);
	aidl_memory_init(&m);
	aidl_memory_add(&m, "p/Q.aidl", q, strlen(q));
	aidl_memory_add(&m, "p/E.aidl", e, strlen(e));
	aidl_memory_add(&m, "p/IBar.aidl", ibar, strlen(ibar));
	aidl_memory_add(&m, "p/Foo.aidl", file, strlen(file));
	verdict = aidl_memory_check(&m, "p/Foo.aidl") ? YES : NO;
	if (verdict == YES && !gen_c_supported(&m.diag, m.model))
		verdict = NOT_C;
	ck_assert_msg(verdict == rows[_i].verdict, "%s should be %s\n%s", file,
		      words[rows[_i].verdict], m.messages);
	ck_assert((m.messages_len == 0 || !strstr(m.messages, ": error: ")) == (verdict != NO));
	aidl_memory_free(&m);
}
END_TEST

static Suite *verdicts_suite(void)
{
	Suite *s = suite_create("compiler/verdicts");
	TCase *t = tcase_create("verdicts");

	tcase_add_loop_test(t, verdicts, 0, (int)(sizeof(rows) / sizeof(rows[0])));
	suite_add_tcase(s, t);
	return s;
}

CHECK_TAP_MAIN(verdicts_suite)
