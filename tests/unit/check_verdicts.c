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

enum place { METHOD, CONSTANT, FIELD, NESTED, WHOLE };

static const struct {
	enum place place;
	bool accepted;
	const char *text;
} rows[] = {
	{METHOD, true, "void f(int a);"},
	{METHOD, false, "void f(out int a);"},
	{METHOD, false, "void f(Q q);"},
	{METHOD, true, "void f(inout Q q);"},
	{METHOD, true, "void f(String s);"},
	{METHOD, false, "void f(out String s);"},
	{METHOD, false, "void f(int[] a);"},
	{METHOD, true, "void f(out int[3] a);"},
	{METHOD, false, "void f(List<String> l);"},
	{METHOD, true, "void f(out List<String> l);"},
	{METHOD, false, "void f(out IBinder b);"},
	{METHOD, true, "void f(out IBinder[] b);"},
	{METHOD, false, "void f(out IBar b);"},
	{METHOD, false, "void f(inout E e);"},
	{METHOD, false, "void f(ParcelFileDescriptor p);"},
	{METHOD, false, "void f(out ParcelFileDescriptor p);"},
	{METHOD, true, "void f(inout ParcelFileDescriptor p);"},
	{METHOD, true, "void f(out ParcelFileDescriptor[] p);"},
	{METHOD, false, "void f(in ParcelableHolder h);"},
	{METHOD, false, "ParcelableHolder f();"},
	{METHOD, false, "void f(void v);"},
	{METHOD, false, "void[] f();"},
	{METHOD, false, "oneway int f();"},
	{METHOD, false, "oneway void f(out int[] a);"},
	{METHOD, false, "void f(int a, int a);"},
	{METHOD, false, "void f(int class);"},
	{METHOD, false, "void f(int _aidl_x);"},
	{METHOD, false, "void f(int a,);"},
	{METHOD, false, "void f(int a = 3);"},
	{METHOD, false, "void f(); void f(int a);"},
	{METHOD, false, "void asBinder();"},
	{METHOD, false, "void getInterfaceVersion();"},
	{METHOD, true, "void getInterfaceVersion(int x);"},
	{METHOD, false, "String getTransactionName(int c);"},
	{METHOD, false, "void f();;"},
	{WHOLE, false, "oneway interface Foo { void f(out int[] a); }"},
	{WHOLE, true, "oneway interface Foo { oneway void f(); }"},
	{METHOD, true, "void f() = 0;"},
	{METHOD, true, "void f() = 5; void g() = 3;"},
	{METHOD, false, "void f() = 1; void g();"},
	{METHOD, false, "void f() = 1; void g() = 1;"},
	{METHOD, true, "void f() = 16777114;"},
	{METHOD, false, "void f() = 16777115;"},
	{METHOD, false, "void f() = -1;"},
	{METHOD, false, "void f() = 0x1;"},
	{METHOD, true, "void f() = 010;"},
	{CONSTANT, true, "const int A = 0xffffffff;"},
	{CONSTANT, true, "const long A = 0xffffffff;"},
	{CONSTANT, true, "const long A = 0xffffffffL;"},
	{CONSTANT, false, "const int A = 0xffffffffL;"},
	{CONSTANT, false, "const int A = 2147483648;"},
	{CONSTANT, true, "const int A = 2147483648u32;"},
	{CONSTANT, false, "const long A = 9223372036854775808;"},
	{CONSTANT, false, "const byte A = 128;"},
	{CONSTANT, true, "const byte A = 128u8;"},
	{CONSTANT, false, "const byte A = 256u8;"},
	{CONSTANT, false, "const byte A = 0xff;"},
	{CONSTANT, true, "const byte A = 0xffu8;"},
	{CONSTANT, true, "const byte A = 0xffffffff;"},
	{CONSTANT, true, "const int A = 1_000_000;"},
	{CONSTANT, true, "const int A = 010;"},
	{CONSTANT, true, "const int A = 0|1;"},
	{CONSTANT, true, "const int A = true;"},
	{CONSTANT, false, "const int A = 'a';"},
	{CONSTANT, false, "const int A = 1.0;"},
	{CONSTANT, false, "const float A = 1.0;"},
	{CONSTANT, true, "const double A = 1.0f;"},
	{CONSTANT, false, "const double A = 1;"},
	{CONSTANT, false, "const double A = 1.0 + 2.0;"},
	{CONSTANT, false, "const double A = Q.DB;"},
	{CONSTANT, false, "const float A = 1e40f;"},
	{CONSTANT, false, "const boolean A = true;"},
	{CONSTANT, false, "const int[] A = {1};"},
	{CONSTANT, true, "const String A = \"a\" + \"b\";"},
	{CONSTANT, false, "const String A = \"a\" + 1;"},
	{CONSTANT, false, "const String A = \"a\" == \"a\";"},
	{CONSTANT, false, "const int A = 2147483647 + 1;"},
	{CONSTANT, true, "const long A = 2147483647 + 1L;"},
	{CONSTANT, true, "const int A = 1 << 31;"},
	{CONSTANT, false, "const int A = 1 << 32;"},
	{CONSTANT, false, "const int A = -1 >> 1;"},
	{CONSTANT, true, "const int A = 16 >> -2;"},
	{CONSTANT, false, "const int A = 1 / 0;"},
	{CONSTANT, true, "const int A = -7 / 2;"},
	{CONSTANT, true, "const int A = !5;"},
	{CONSTANT, false, "const int A = ~true;"},
	{CONSTANT, false, "const int A = -128u8;"},
	{CONSTANT, true, "const int A = 1 == 4 == 0;"},
	{CONSTANT, false, "const int A = A;"},
	{CONSTANT, true, "const int A = B; const int B = 1;"},
	{CONSTANT, false, "const int A = B; const int B = A;"},
	{CONSTANT, true, "const int A = Q.Kind.V;"},
	{CONSTANT, false, "const int A = Q.Nope;"},
	{CONSTANT, false, "const int A = 1; const int A = 2;"},
	{CONSTANT, false, "const int N = 3; parcelable In { int a = N; }"},
	{CONSTANT, true, "const int N = 3; parcelable In { int a = Foo.N; }"},
	{NESTED, false, "enum X {  }"},
	{NESTED, true, "enum X { A, B, }"},
	{NESTED, true, "enum X { A = B, B = 1 }"},
	{NESTED, false, "enum X { A = A }"},
	{NESTED, false, "enum X { A, A }"}, /* aidl lets it pass; C cannot */
	{NESTED, false, "enum X { A = 127, B }"},
	{NESTED, false, "enum X { A = 128 }"},
	{NESTED, true, "enum X { A = 255u8 }"},
	{NESTED, true, "@Backing(type=\"int\") enum X { A = 0xffffffff }"},
	{NESTED, false, "@Backing(type=\"int\") enum X { A = 0x7fffffff, B }"},
	{NESTED, false, "@Backing(type=\"long\") enum X { A = 2147483647, B }"},
	{NESTED, true, "@Backing(type=\"long\") enum X { A = 1L << 40, B }"},
	{NESTED, false, "@Backing(type=\"char\") enum X { A }"},
	{NESTED, false, "@Backing enum X { A }"},
	{NESTED, false, "@Backing(\"int\") enum X { A }"},
	{FIELD, false, "int a; int a;"},
	{FIELD, true, "int a; int A;"},
	{FIELD, false, "void v;"},
	{FIELD, true, "boolean b = 1;"},
	{FIELD, true, "int[] a = {1, 2,};"},
	{FIELD, false, "int[] a = {,};"},
	{FIELD, false, "int[] a = {1, \"a\"};"},
	{FIELD, false, "double[] a = {1.0, 2};"},
	{FIELD, false, "int[3] a = {1, 2};"},
	{FIELD, true, "int[2][2] a = {{1,2},{3,4}};"},
	{FIELD, false, "int[][] a;"},
	{FIELD, false, "int[0] a;"}, /* C has no arrays of size 0 */
	{FIELD, false, "int[-1] a;"},
	{FIELD, false, "int[1L] a;"},
	{FIELD, true, "int[true] a;"},
	{FIELD, true, "int[Q.K] a;"},
	{FIELD, false, "String a[];"},
	{FIELD, true, "E e = E.B;"},
	{FIELD, false, "E e = 5;"},
	{FIELD, false, "E e = B;"},
	{FIELD, false, "E e = E.A | E.B;"},
	{FIELD, false, "Q q = {};"},
	{FIELD, false, "@nullable String s = null;"},
	{FIELD, false, "@nullable int a;"},
	{FIELD, false, "@nullable E e;"},
	{FIELD, true, "@nullable int[] a;"},
	{FIELD, false, "@nullable ParcelableHolder h;"},
	{FIELD, true, "@nullable(heap=true) Foo next;"},
	{FIELD, false, "@nullable Foo next;"},
	{FIELD, true, "Foo[] kids; List<Foo> more;"},
	{FIELD, false, "@nullable(heap=true) String s;"},
	{FIELD, false, "@nullable(heap=true) Q[] q;"},
	{FIELD, false, "@nullable @nullable String s;"},
	{FIELD, false, "@utf8InCpp int a;"},
	{FIELD, true, "@utf8InCpp List<String> l;"},
	{FIELD, false, "List<String> l = {};"},
	{FIELD, false, "List l;"},
	{FIELD, false, "Map<String,String> m;"},
	{FIELD, false, "FileDescriptor f;"},
	{FIELD, false, "List<int> l;"},
	{FIELD, false, "List<E> l;"},
	{FIELD, false, "List<int[]> l;"},
	{FIELD, false, "List<List<String>> l;"},
	{FIELD, false, "List<String>[] l;"},
	{FIELD, false, "List<@nullable String> l;"},
	{FIELD, false, "String @nullable [] a;"},
	{FIELD, true, "java.util.List<String> l;"},
	{FIELD, false, "ParcelableHolder[] h;"},
	{NESTED, false, "union U {  }"},
	{NESTED, false, "union U { int a; int A; }"},
	{NESTED, false, "union U { E e; }"},
	{NESTED, false, "union U { int[] a; }"},
	{NESTED, true, "union U { String s; E e; int[] b; }"},
	{NESTED, false, "union U { int a; ParcelableHolder h; }"},
	{NESTED, false, "union U { int a; enum Tag { X } }"},
	{NESTED, false, "union U { int a; U.Tag t; }"}, /* no C code for it yet */
	{NESTED, true, "union U { int a; String b; } const int B = U.Tag.b;"},
	{NESTED, false, "union U { int a; U u; }"},
	{NESTED, true, "union U { int a; U[] u; }"},
	{NESTED, false, "union U<T> { int a; }"},
	{WHOLE, true, "/* a /* b */ interface Foo {}"},
	{WHOLE, true, "interface Foo {} /* open"},
	{WHOLE, false, "/* open interface Foo {}"},
	{WHOLE, true, "interface Foo {\r\n}\r\n"},
	{WHOLE, false, "\xef\xbb\xbfinterface Foo {}"},
	{WHOLE, false, "interface\fFoo {}"},
	{WHOLE, true, "interface Foo { /* \xc3\xa9 */ }"},
	{FIELD, true, "int cpp_header; int ndk_header; int rust_type; int c_header;"},
	{FIELD, false, "int interface;"},
	{FIELD, false, "int in;"},
	{FIELD, true, "int class; int delete;"},
	{FIELD, false, "int a$b;"},
	{FIELD, true, "char c = 'a';"},
	{FIELD, true, "char c = ''';"},
	{FIELD, false, "char c = '\\n';"},
	{FIELD, false, "char c = 97;"},
	{FIELD, false, "String s = \"a\\\"b\";"},
	{FIELD, false, "String s = \"\xc3\xa9\";"},
	{WHOLE, false, ""},
	{WHOLE, false, "interface Foo {} parcelable Bar {}"},
	{WHOLE, false, "parcelable Bar {}"},
	{WHOLE, false, "import p.Q; package p; parcelable Foo {}"},
	{WHOLE, false, "import p.*; parcelable Foo {}"},
	{WHOLE, false, "parcelable Foo {};"},
	{WHOLE, true, "interface Foo;"},
	{WHOLE, false, "oneway interface Foo;"},
	{WHOLE, false, "interface p.Foo {}"},
	{WHOLE, false, "import p.Nope; parcelable Foo {}"},
	{WHOLE, false, "parcelable Foo { Q q; }"},
	{WHOLE, true, "parcelable Foo { p.Q q; }"},
	{WHOLE, true, "parcelable Foo { p.Q.In q; }"},
	{WHOLE, true, "import p.Q.In; parcelable Foo { In q; }"},
	{WHOLE, true, "import p.Q; parcelable Foo { Q.In q; }"},
	{WHOLE, false, "import p.Q; parcelable Foo { In q; }"},
	{WHOLE, true, "import p.Q.Nope; parcelable Foo { }"},
	{WHOLE, true, "import p.Q; import p.Q; parcelable Foo { Q q; }"},
	{WHOLE, true,
	 "import android.os.IBinder; import java.util.List; import android.content.Context; parcelable Foo {}"},
	{WHOLE, false, "import java.util.ArrayList; parcelable Foo {}"},
	{WHOLE, true,
	 "import p.Q; parcelable Foo { parcelable Q { int y; } Q q; const int A = p.Q.K; }"},
	{WHOLE, true, "@Descriptor(\"a.b\") interface Foo {}"},
	{WHOLE, false, "@Descriptor interface Foo {}"},
	{WHOLE, false, "@Descriptor(value=1) interface Foo {}"},
	{WHOLE, false, "@Unknown interface Foo {}"},
	{WHOLE, false, "@nullable interface Foo {}"},
	{WHOLE, false, "@JavaSuppressLint(\"x\") interface Foo {}"},
	{WHOLE, true,
	 "@JavaPassthrough(annotation=\"@A\") @JavaPassthrough(annotation=\"@B\") interface Foo {}"},
	{WHOLE, true, "@UnsupportedAppUsage(maxTargetSdk=1+2) interface Foo {}"},
	{WHOLE, false, "@UnsupportedAppUsage(maxTargetSdk=A) interface Foo { const int A = 1; }"},
	{WHOLE, false, "@EnforcePermission interface Foo {}"},
	{WHOLE, true, "@Hide interface Foo {}"},
	{WHOLE, false, "@FixedSize parcelable Foo { String s; }"},
	{WHOLE, true, "@FixedSize parcelable Foo { int[3] a; }"},
	{NESTED, true, "parcelable X { int a; }"},
	{NESTED, false, "parcelable Foo { int a; }"},
	{NESTED, false, "enum X { A } parcelable X { }"},
	{NESTED, false, "parcelable X;"},
	{NESTED, false, "enum X { @Foo A }"},
	{NESTED, true,
	 "parcelable W { int switch; } @Backing(type=\"byte\") enum X { A = -128, B = 127 }"},
	{FIELD, true, "int[8 >> 1] a; int[(8 > 4)] b; int[1 << 2][2 << 1] c;"},
};

START_TEST(verdict)
{
	static const char *const q =
		"package p; parcelable Q { const int K = 7; const String S = \"s\"; "
		"const double DB = 2.5; enum Kind { U, V } parcelable In { int x; } }";
	static const char *const e = "package p; @Backing(type=\"int\") enum E { A, B = 5, C }";
	static const char *const ibar = "package p; interface IBar { void x(); }";
	static const char *const around[] = {[METHOD] = "interface", [CONSTANT] = "interface",
					     [FIELD] = "parcelable", [NESTED] = "interface"};
	struct aidl_memory m;
	char file[1000];
	bool accepted;

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
	accepted = aidl_memory_check(&m, "p/Foo.aidl");
	ck_assert_msg(accepted == rows[_i].accepted, "%s should be %s\n%s", file,
		      rows[_i].accepted ? "accepted" : "refused", m.messages);
	ck_assert((m.messages_len == 0 || !strstr(m.messages, ": error: ")) == accepted);
	aidl_memory_free(&m);
}
END_TEST

static Suite *verdicts_suite(void)
{
	Suite *s = suite_create("compiler/verdicts");
	TCase *t = tcase_create("verdicts");

	tcase_add_loop_test(t, verdict, 0, (int)(sizeof(rows) / sizeof(rows[0])));
	suite_add_tcase(s, t);
	return s;
}

CHECK_TAP_MAIN(verdicts_suite)
