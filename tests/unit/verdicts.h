/* SPDX-License-Identifier: MIT */
/*
 * verdicts.h - what is AIDL and what is not: the numbered cases of the language reference
 *
 * Each text stands in the place its second column says, in a file p/Foo.aidl that imports
 * the types below, except WHOLE: all of the file, whose package is p where it names none. Where
 * aidl2c differs from AOSP's aidl on purpose, or the case is about another backend, the row says
 * so. Not here: the cases about options (-p, -b, the command line), about two versions of
 * an API and about the wire, which need more than one text.
 */
#pragma once

/* NOT_C: correct, and C has it not. */
enum verdict { NO, YES, NOT_C };

enum place { METHOD, CONSTANT, FIELD, NESTED, WHOLE };

enum verdict_flags {
	STRUCTURED = 1,	/* --structured */
	VINTF = 2,	/* --stability=vintf */
	ROOT = 4,	/* the file is Foo.aidl, without package */
	SUB = 8,	/* the file is s/p/Foo.aidl */
	TWO_ROOTS = 16,	/* -I other, which has a p/Q.aidl too */
};

static const struct verdict_file {
	const char *path, *text;
} verdict_files[] = {
	{"p/Q.aidl", "package p; parcelable Q { const int K = 7; const String S = \"s\"; "
		     "const double DB = 2.5; enum Kind { U, V } parcelable In { int x; } }"},
	{"p/E.aidl", "package p; @Backing(type=\"int\") enum E { A, B = 5, C }"},
	{"p/IBar.aidl", "package p; interface IBar { void x(); }"},
	{"p/G.aidl", "package p; parcelable G<T> { int a; }"},
	{"p/H.aidl", "package p; parcelable H<T, U> { int a; }"},
	{"p/NoHeader.aidl", "package p; parcelable NoHeader;"},
	{"p/Header.aidl", "package p; parcelable Header c_header \"h.h\";"},
	{"p/Stable.aidl", "package p; @NdkOnlyStableParcelable parcelable Stable c_header \"h.h\";"},
	{"p/Broken.aidl", "package p; parcelable Broken { int }"},
	{"p/q/Z.aidl", "package p.q; parcelable Z { int a; }"},
	{"q/X.aidl", "package q; parcelable X { parcelable Y { int z; } }"},
	{"r/X.aidl", "package r; parcelable X { int z; }"},
	{"Top.aidl", "parcelable Top { int a; }"},
	{"other/p/Q.aidl", "package p; parcelable Q { int a; }"},
};

static const struct verdict_row {
	int number;
	enum place place;
	enum verdict verdict;
	unsigned flags;
	const char *text;
} appendix[] = {
	/* Lexical */
	{1, WHOLE, NO, 0, ""},
	{2, WHOLE, YES, 0, "interface Foo {} /* open"},
	{3, WHOLE, NO, 0, "/* open interface Foo {}"},
	{4, WHOLE, YES, 0, "/* a /* b */ parcelable Foo {}"},
	{5, WHOLE, YES, 0, "interface Foo {\r\n}\r\n"},
	{6, WHOLE, NO, 0, "\xef\xbb\xbfinterface Foo {}"},
	{7, WHOLE, NO, 0, "interface\fFoo {}"},
	{8, WHOLE, YES, 0, "interface Foo { /* \xc3\xa9 */ }"},
	{9, FIELD, YES, 0, "int cpp_header; int ndk_header; int rust_type;"},
	{10, FIELD, NO, 0, "int interface;"},
	{11, FIELD, NO, 0, "int in;"},
	{12, FIELD, YES, 0, "int class; int delete;"},
	{13, FIELD, NO, 0, "int a$b;"},
	{14, FIELD, YES, 0, "char c = 'a';"},
	{15, FIELD, YES, 0, "char c = ''';"},
	{16, FIELD, NO, 0, "char c = '\\n';"},
	{17, FIELD, NO, 0, "char c = 97;"},
	{18, FIELD, NO, 0, "String s = \"a\\\"b\";"},
	{19, FIELD, NO, 0, "String s = \"\xc3\xa9\";"},

	/* Document */
	{20, WHOLE, NO, 0, "interface Foo {} parcelable Bar {}"},
	{21, WHOLE, NOT_C, 0, "parcelable A; parcelable B;"}, /* Java writes empty files */
	{22, WHOLE, NO, 0, "parcelable Bar {}"},
	{23, WHOLE, NO, 0, "package q; parcelable Foo {}"},
	{24, WHOLE, YES, ROOT, "parcelable Foo {}"},
	{25, WHOLE, YES, SUB,
	 "parcelable Foo {}"}, /* the folder that holds an input's package is always searched */
	{26, WHOLE, YES, SUB, "parcelable Foo {}"},
	{27, WHOLE, NO, 0, "import p.Q; package p; parcelable Foo {}"},
	{28, WHOLE, NO, 0, "import p.*; parcelable Foo {}"},
	{29, WHOLE, NO, 0, "parcelable Foo {};"},
	{30, WHOLE, YES, 0, "interface Foo;"},
	{31, WHOLE, NO, 0, "oneway interface Foo;"},
	{32, WHOLE, NO, 0, "interface p.Foo {}"},
	{33, WHOLE, NO, 0, "package a.int; parcelable Foo {}"},
	{34, NESTED, YES, 0, "parcelable delete {}"},

	/* Names */
	{35, WHOLE, NO, 0, "import p.Nope; parcelable Foo {}"},
	{36, WHOLE, NO, 0, "parcelable Foo { Q q; }"},
	{37, WHOLE, YES, ROOT, "parcelable Foo { Top t; }"},
	{38, WHOLE, YES, 0, "parcelable Foo { q.X x; }"},
	{39, WHOLE, YES, 0, "parcelable Foo { q.X.Y y; }"},
	{40, WHOLE, NO, 0, "parcelable Foo { q.Z z; }"},
	{41, WHOLE, YES, 0, "import p.Q.In; parcelable Foo { In q; }"},
	{42, WHOLE, YES, 0, "import p.Q; parcelable Foo { Q.In q; }"},
	{43, WHOLE, NO, 0, "import p.Q; parcelable Foo { In q; }"},
	{44, WHOLE, YES, 0, "import p.Q.Nope; parcelable Foo { }"},
	{45, WHOLE, YES, 0, "import p.Q; import p.Q; parcelable Foo { Q q; }"},
	{46, WHOLE, YES, 0, "import q.X; import r.X; parcelable Foo { X x; X.Y y; }"},
	{47, WHOLE, YES, 0,
	 "import android.os.IBinder; import java.util.List; import android.content.Context; parcelable Foo {}"},
	{48, WHOLE, NO, 0, "import java.util.ArrayList; parcelable Foo {}"},
	{49, WHOLE, NO, 0, "import p.Broken; parcelable Foo { }"},
	{50, WHOLE, NO, TWO_ROOTS, "import p.Q; parcelable Foo { }"},
	{51, WHOLE, YES, 0,
	 "import p.Q; parcelable Foo { parcelable Q { int y; } Q q; const int A = p.Q.K; }"},

	/* Methods */
	{55, METHOD, YES, 0, "void f(int a);"},
	{56, METHOD, NO, 0, "void f(out int a);"},
	{57, METHOD, NO, 0, "void f(Q q);"},
	{58, METHOD, YES, 0, "void f(inout Q q);"},
	{59, METHOD, YES, 0, "void f(String s);"},
	{60, METHOD, NO, 0, "void f(out String s);"},
	{61, METHOD, NO, 0, "void f(int[] a);"},
	{62, METHOD, YES, 0, "void f(out int[3] a);"},
	{63, METHOD, NO, 0, "void f(List<String> l);"},
	{64, METHOD, YES, 0, "void f(out List<String> l);"},
	{65, METHOD, NO, 0, "void f(out IBinder b);"},
	{66, METHOD, YES, 0, "void f(out IBinder[] b);"},
	{67, METHOD, NO, 0, "void f(out IBar b);"},
	{68, METHOD, NO, 0, "void f(inout E e);"},
	{69, METHOD, NO, 0, "void f(ParcelFileDescriptor p);"},
	{70, METHOD, NO, 0, "void f(out ParcelFileDescriptor p);"},
	{71, METHOD, YES, 0, "void f(inout ParcelFileDescriptor p);"},
	{72, METHOD, YES, 0, "void f(out ParcelFileDescriptor[] p);"},
	{73, METHOD, NO, 0, "void f(in ParcelableHolder h);"},
	{74, METHOD, NO, 0, "ParcelableHolder f();"},
	{75, METHOD, NO, 0, "void f(void v);"},
	{76, METHOD, NO, 0, "void[] f();"},
	{77, METHOD, NO, 0, "oneway int f();"},
	{78, METHOD, NO, 0, "oneway void f(out int[] a);"},
	{79, METHOD, NO, 0, "void f(int a, int a);"},
	{80, METHOD, NO, 0, "void f(int class);"},
	{81, METHOD, NO, 0, "void f(int _aidl_x);"},
	{82, METHOD, NO, 0, "void f(int a,);"},
	{83, METHOD, NO, 0, "void f(int a = 3);"},
	{84, METHOD, NO, 0, "void f(); void f(int a);"},
	{85, METHOD, NO, 0, "void asBinder();"},
	{86, METHOD, NO, 0, "void getInterfaceVersion();"},
	{87, METHOD, YES, 0, "void getInterfaceVersion(int x);"},
	{88, METHOD, NO, 0, "String getTransactionName(int c);"},
	{89, METHOD, NO, 0, "void f();;"},
	{90, WHOLE, NO, 0, "oneway interface Foo { void f(out int[] a); }"},
	{91, WHOLE, YES, 0, "oneway interface Foo { oneway void f(); }"},

	/* Method ids */
	{92, METHOD, YES, 0, "void f() = 0;"},
	{93, METHOD, YES, 0, "void f() = 5; void g() = 3;"},
	{94, METHOD, NO, 0, "void f() = 1; void g();"},
	{95, METHOD, NO, 0, "void f() = 1; void g() = 1;"},
	{96, METHOD, YES, 0, "void f() = 16777114;"},
	{97, METHOD, NO, 0, "void f() = 16777115;"},
	{98, METHOD, NO, 0, "void f() = -1;"},
	{99, METHOD, NO, 0, "void f() = 0x1;"},
	{100, METHOD, YES, 0, "void f() = 010;"},

	/* Constants */
	{101, CONSTANT, YES, 0, "const int A = 0xffffffff;"},
	{102, CONSTANT, YES, 0, "const long A = 0xffffffff;"},
	{103, CONSTANT, YES, 0, "const long A = 0xffffffffL;"},
	{104, CONSTANT, NO, 0, "const int A = 0xffffffffL;"},
	{105, CONSTANT, NO, 0, "const int A = 2147483648;"},
	{106, CONSTANT, YES, 0, "const int A = 2147483648u32;"},
	{107, CONSTANT, NO, 0, "const long A = 9223372036854775808;"},
	{108, CONSTANT, NO, 0, "const byte A = 128;"},
	{109, CONSTANT, YES, 0, "const byte A = 128u8;"},
	{110, CONSTANT, NO, 0, "const byte A = 256u8;"},
	{111, CONSTANT, NO, 0, "const byte A = 0xff;"},
	{112, CONSTANT, YES, 0, "const byte A = 0xffu8;"},
	{113, CONSTANT, YES, 0, "const byte A = 0xffffffff;"},
	{114, CONSTANT, YES, 0, "const int A = 1_000_000;"},
	{115, CONSTANT, YES, 0, "const int A = 010;"},
	{116, CONSTANT, YES, 0, "const int A = 0|1;"}, /* read as 0 | 1 */
	{117, CONSTANT, YES, 0, "const int A = true;"},
	{118, CONSTANT, NO, 0, "const int A = 'a';"},
	{119, CONSTANT, NO, 0, "const int A = 1.0;"},
	{120, CONSTANT, NO, 0, "const float A = 1.0;"},
	{121, CONSTANT, YES, 0, "const double A = 1.0f;"},
	{122, CONSTANT, NO, 0, "const double A = 1;"},
	{123, CONSTANT, NO, 0, "const double A = 1.0 + 2.0;"},
	{124, CONSTANT, NO, 0, "const double A = Q.DB;"},
	{125, CONSTANT, NO, 0, "const float A = 1e40f;"},
	{126, CONSTANT, NO, 0, "const boolean A = true;"},
	{127, CONSTANT, NO, 0, "const int[] A = {1};"},
	{128, CONSTANT, YES, 0, "const String A = \"a\" + \"b\";"},
	{129, CONSTANT, NO, 0, "const String A = \"a\" + 1;"},
	{130, CONSTANT, NO, 0, "const String A = \"a\" == \"a\";"},
	{131, CONSTANT, NO, 0, "const int A = 2147483647 + 1;"},
	{132, CONSTANT, YES, 0, "const long A = 2147483647 + 1L;"},
	{133, CONSTANT, YES, 0, "const int A = 1 << 31;"},
	{134, CONSTANT, NO, 0, "const int A = 1 << 32;"},
	{135, CONSTANT, NO, 0, "const int A = -1 >> 1;"},
	{136, CONSTANT, YES, 0, "const int A = 16 >> -2;"},
	{137, CONSTANT, NO, 0, "const int A = 1 / 0;"},
	{138, CONSTANT, YES, 0, "const int A = -7 / 2;"},
	{139, CONSTANT, YES, 0, "const int A = !5;"},
	{140, CONSTANT, NO, 0, "const int A = ~true;"},
	{141, CONSTANT, NO, 0, "const int A = -128u8;"},
	{142, CONSTANT, YES, 0, "const int A = 1 == 4 == 0;"},
	{143, CONSTANT, NO, 0, "const int A = A;"},
	{144, CONSTANT, YES, 0, "const int A = B; const int B = 1;"},
	{145, CONSTANT, NO, 0, "const int A = B; const int B = A;"},
	{146, CONSTANT, YES, 0, "const int A = Q.Kind.V;"},
	{147, CONSTANT, NO, 0, "const int A = Q.Nope;"},
	{148, CONSTANT, NO, 0, "const int A = 1; const int A = 2;"},
	{149, FIELD, NO, 0, "const int N = 3; parcelable In { int a = N; }"},
	{150, FIELD, YES, 0, "const int N = 3; parcelable In { int a = Foo.N; }"},

	/* Enums */
	{151, NESTED, NO, 0, "enum X {  }"},
	{152, NESTED, YES, 0, "enum X { A, B, }"},
	{153, NESTED, YES, 0, "enum X { A = B, B = 1 }"},
	{154, NESTED, NO, 0, "enum X { A = A }"},
	{155, NESTED, NO, 0, "enum X { A, A }"}, /* C cannot have two */
	{156, NESTED, NO, 0, "enum X { A = 127, B }"},
	{157, NESTED, NO, 0, "enum X { A = 128 }"},
	{158, NESTED, YES, 0, "enum X { A = 255u8 }"},
	{159, NESTED, YES, 0, "@Backing(type=\"int\") enum X { A = 0xffffffff }"},
	{160, NESTED, NO, 0, "@Backing(type=\"int\") enum X { A = 0x7fffffff, B }"},
	{161, NESTED, NO, 0, "@Backing(type=\"long\") enum X { A = 2147483647, B }"},
	{162, NESTED, YES, 0, "@Backing(type=\"long\") enum X { A = 1L << 40, B }"},
	{163, NESTED, NO, 0, "@Backing(type=\"char\") enum X { A }"},
	{164, NESTED, NO, 0, "@Backing enum X { A }"},
	{165, NESTED, NO, 0, "@Backing(\"int\") enum X { A }"},

	/* Fields */
	{166, FIELD, NO, 0, "int a; int a;"},
	{167, FIELD, YES, 0, "int a; int A;"},
	{168, FIELD, NO, 0, "void v;"},
	{169, FIELD, YES, 0, "boolean b = 1;"},
	{170, FIELD, YES, 0, "int[] a = {1, 2,};"},
	{171, FIELD, NO, 0, "int[] a = {,};"},
	{172, FIELD, NO, 0, "int[] a = {1, \"a\"};"},
	{173, FIELD, NO, 0, "double[] a = {1.0, 2};"},
	{174, FIELD, NO, 0, "int[3] a = {1, 2};"},
	{175, FIELD, YES, 0, "int[2][2] a = {{1,2},{3,4}};"},
	{176, FIELD, NO, 0, "int[][] a;"},
	{177, FIELD, NOT_C, 0, "int[0] a;"}, /* C has no arrays of size 0 */
	{178, FIELD, NO, 0, "int[-1] a;"},
	{179, FIELD, NO, 0, "int[1L] a;"},
	{180, FIELD, YES, 0, "int[true] a;"},
	{181, FIELD, YES, 0, "int[Q.K] a;"},
	{182, FIELD, NO, 0, "String a[];"},
	{183, FIELD, YES, 0, "E e = E.B;"},
	{184, FIELD, NO, 0, "E e = 5;"},
	{185, FIELD, NO, 0, "E e = B;"},
	{186, FIELD, NO, 0, "E e = E.A | E.B;"},
	{187, FIELD, NO, 0, "Q q = {};"},
	{188, FIELD, NO, 0, "@nullable String s = null;"},
	{189, FIELD, NO, 0, "@nullable int a;"},
	{190, FIELD, NO, 0, "@nullable E e;"},
	{191, FIELD, YES, 0, "@nullable int[] a;"},
	{192, FIELD, NO, 0, "@nullable ParcelableHolder h;"},
	{193, FIELD, YES, 0, "@nullable(heap=true) Foo next;"},
	{194, FIELD, NO, 0, "@nullable Foo next;"},
	{195, FIELD, YES, 0, "Foo[] kids; List<Foo> more;"},
	{196, FIELD, NO, 0, "@nullable(heap=true) String s;"},
	{197, FIELD, NO, 0, "@nullable(heap=true) Q[] q;"},
	{198, FIELD, NO, 0, "@nullable @nullable String s;"},
	{199, FIELD, NO, 0, "@utf8InCpp int a;"},
	{200, FIELD, YES, 0, "@utf8InCpp List<String> l;"},
	{201, FIELD, NO, 0, "List<String> l = {};"},
	{202, FIELD, NO, 0, "List l;"},
	{203, FIELD, NOT_C, 0, "Map<String,String> m;"}, /* Java's */
	{204, FIELD, NOT_C, 0, "FileDescriptor f;"}, /* not in ndk and rust either */
	{205, FIELD, NO, 0, "List<int> l;"},
	{206, FIELD, NO, 0, "List<E> l;"},
	{207, FIELD, NO, 0, "List<int[]> l;"},
	{208, FIELD, NO, 0, "List<List<String>> l;"},
	{209, FIELD, NO, 0, "List<String>[] l;"},
	{210, FIELD, NO, 0, "List<@nullable String> l;"},
	{211, FIELD, NO, 0, "String @nullable [] a;"},
	{212, FIELD, YES, 0, "java.util.List<String> l;"},
	{213, FIELD, YES, 0, "ParcelableHolder h;"}, /* generated C needs 31 anyway */
	{214, FIELD, YES, 0, "ParcelableHolder h;"},
	{215, FIELD, NO, 0, "ParcelableHolder[] h;"},
	{216, FIELD, NO, 0, "List l;"},
	{217, METHOD, NOT_C, 0, "void f(in List l);"}, /* Java takes it */
	{218, METHOD, NO, STRUCTURED, "void f(in List l);"},

	/* Unions */
	{219, NESTED, NO, 0, "union U {  }"},
	{220, NESTED, NO, 0, "union U { int a; int A; }"},
	{221, NESTED, NO, 0, "union U { E e; }"},
	{222, NESTED, NO, 0, "union U { int[] a; }"},
	{223, NESTED, YES, 0, "union U { String s; E e; int[] b; }"},
	{224, NESTED, NO, 0, "union U { int a; ParcelableHolder h; }"},
	{225, NESTED, NO, 0, "union U { int a; enum Tag { X } }"},
	{226, NESTED, YES, 0, "union U { int a; U.Tag t; }"},
	{227, NESTED, NO, 0, "union U { int a; U u; }"},
	{228, NESTED, YES, 0, "union U { int a; U[] u; }"},
	{229, NESTED, NO, 0, "union U<T> { int a; }"},

	/* Nested */
	{230, METHOD, YES, 0, "parcelable X { int a; } void f(in X x);"},
	{231, NESTED, NO, 0, "parcelable Foo { int a; }"},
	{232, NESTED, NO, 0, "enum X { A } parcelable X { }"},
	{233, NESTED, NO, 0, "parcelable X;"},
	{234, FIELD, NO, 0, "A a; parcelable A { @nullable(heap=true) B b; } parcelable B { A[] a; }"},
	{235, WHOLE, NO, 0, "parcelable Foo<T> { enum X { A } }"},
	{236, WHOLE, NO, 0, "parcelable Foo<T> { T t; }"},

	/* Generics */
	{237, METHOD, YES, 0, "void f(in G<int> g);"},
	{238, METHOD, NO, 0, "void f(in G<Q,Q> g);"},
	{239, METHOD, YES, 0, "void f(in G<G<Q>> g);"},
	{240, METHOD, YES, 0, "void f(in G<G<G<Q>>> g);"},
	{241, METHOD, YES, 0, "void f(in H<G<Q>,G<Q>> g);"},
	{242, METHOD, NO, 0, "void f(in Q<int> g);"},
	{243, METHOD, YES, 0, "void f(in G g);"},
	{244, METHOD, NO, 0, "void f(in G<Q><Q> g);"},

	/* Annotations */
	{245, WHOLE, NO, 0, "@Unknown interface Foo {}"},
	{246, WHOLE, YES, 0, "@Hide interface Foo {}"}, /* files of Android 11 and 12 have it */
	{247, WHOLE, NO, 0, "@nullable interface Foo {}"},
	{248, WHOLE, YES, 0, "@Descriptor(\"a.b\") interface Foo {}"},
	{249, WHOLE, NO, 0, "@Descriptor interface Foo {}"},
	{250, WHOLE, NO, 0, "@Descriptor(value=1) interface Foo {}"},
	{251, WHOLE, NO, 0, "@JavaSuppressLint(\"x\") interface Foo {}"},
	{252, WHOLE, YES, 0,
	 "@JavaPassthrough(annotation=\"@A\") @JavaPassthrough(annotation=\"@B\") interface Foo {}"},
	{253, WHOLE, YES, 0, "@UnsupportedAppUsage(maxTargetSdk=1+2) interface Foo {}"},
	{254, WHOLE, NO, 0, "@UnsupportedAppUsage(maxTargetSdk=A) interface Foo { const int A = 1; }"},
	{255, WHOLE, NO, 0, "@SuppressWarnings(value={\"nope\"}) interface Foo {}"},
	{256, WHOLE, NO, 0, "@EnforcePermission interface Foo {}"},
	{257, WHOLE, NO, 0,
	 "@EnforcePermission(\"A\") interface Foo { @RequiresNoPermission void f(); }"},
	{258, WHOLE, NO, 0, "interface Foo { void f(@nullable in String s); }"},
	{259, NESTED, NO, 0, "enum X { @Foo A }"},
	{260, WHOLE, NO, 0, "@VintfStability interface Foo {}"},
	{261, WHOLE, YES, STRUCTURED | VINTF, "@VintfStability interface Foo {}"},
	{262, WHOLE, NO, STRUCTURED | VINTF, "interface Foo {}"},
	{263, WHOLE, NO, 0, "@FixedSize parcelable Foo { String s; }"},
	{264, WHOLE, YES, 0, "@FixedSize parcelable Foo { int[3] a; }"},
	{265, METHOD, NO, 0, "@JavaOnlyImmutable parcelable X { int a; } void f(out X x);"},
	{266, FIELD, NO, 0, "@RustDerive(Clone=true) parcelable X { Q q; }"},

	/* Unstructured */
	{267, WHOLE, NOT_C, 0, "parcelable Foo cpp_header \"f.h\";"}, /* Java writes an empty file */
	{268, WHOLE, NOT_C, 0, "parcelable Foo cpp_header \"f.h\";"}, /* C++ has what it needs */
	{269, WHOLE, NOT_C, 0, "parcelable Foo cpp_header \"f.h\";"}, /* as for ndk and rust */
	{270, WHOLE, NOT_C, 0, "parcelable Foo;"}, /* as for cpp */
	{271, WHOLE, NOT_C, 0, "parcelable Foo { p.NoHeader a; }"}, /* as for ndk */
	{272, WHOLE, YES, 0, "parcelable Foo { p.Header a; }"},
	{273, WHOLE, NO, STRUCTURED, "parcelable Foo { p.Header a; }"},
	{274, WHOLE, YES, STRUCTURED, "parcelable Foo { p.Stable a; }"},
};
