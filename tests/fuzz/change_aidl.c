/* SPDX-License-Identifier: MIT */
/*
 * change_aidl.c - changes of an .aidl file that keep it near the language
 *
 * A file is a row of tokens; what stands between two of '{', '}' and ';' is a piece,
 * mostly a member. Pieces and tokens are doubled, moved, dropped and exchanged, words
 * replaced by words of their kind, and brackets nested deeply.
 */
#include "fuzz.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define TOKENS_MAX 4096

static const char *const types[] = {
	"int", "boolean", "byte", "char", "long", "float", "double", "String", "IBinder", "void",
	"List<String>", "List<Q>", "List<IBar>", "List<IBinder>", "Map", "Map<String, Q>",
	"Map<String, List<int[]>>", "int[]", "int[3]", "String[2][3]", "Q[]", "E", "E[]", "Q",
	"Q.In", "Q.Kind", "p.Q", "p.E", "IBar", "IBar[]", "Foo", "Foo[]", "List<Foo>", "U", "U.Tag",
	"V.Tag[]", "ParcelFileDescriptor", "FileDescriptor", "ParcelableHolder", "CharSequence",
	"G<int>", "H<Q, String>", "@nullable String", "@utf8InCpp String", "@nullable Q",
	"@nullable(heap=true) Foo", "@nullable List<@nullable String>", "List<List<Q>>", "Nowhere",
	"int[Q.K]", "int[K][K]", "int[0]", "int[-1]", "int[2147483648]", "Header", "NoHeader",
};

static const char *const numbers[] = {
	"0", "1", "-1", "127", "128", "-128", "255", "0xff", "0x7fffffff", "0x80000000",
	"2147483647", "2147483648", "-2147483648", "0xffffffff", "9223372036854775807",
	"9223372036854775808", "0xffffffffffffffffL", "1L", "5u8", "255u8", "1.0", "1.0f", "1e400",
	"-0.0", ".5f", "1 / 0", "1 % 0", "1 << 31", "1 << 32", "1 << 64", "1L << 63", "-1 >> 1",
	"~0", "!true", "'a'", "'\\0'", "\"s\"", "\"\"", "\"a\" + \"b\"", "true", "{}", "{1, 2, 3}",
	"{{1}, {2}}", "{\"a\", {}}", "Q.K", "Q.S", "E.A", "E.B", "K", "U.Tag.a", "1 ? 2 : 3",
	"(1 + 2) * 3", "1 < 2 && 2 < 3", "1 == 1", "99999999999999999999", "0x", "08",
};

static const char *const annotations[] = {
	"@nullable", "@nullable(heap=true)", "@utf8InCpp", "@VintfStability", "@FixedSize",
	"@Backing(type=\"byte\")", "@Backing(type=\"long\")", "@Backing", "@JavaOnlyStableParcelable",
	"@JavaOnlyImmutable", "@JavaDerive(toString=true, equals=true)", "@RustDerive(Clone=true)",
	"@UnsupportedAppUsage(maxTargetSdk=28)", "@SuppressWarnings({\"out-array\", \"nope\"})",
	"@Descriptor(value=\"x.y\")", "@Hide", "@SensitiveData", "@PermissionManuallyEnforced",
	"@EnforcePermission(\"A\")", "@EnforcePermission(allOf={\"A\", \"B\"})", "@PropagateAllowBlocking",
	"@RequiresNoPermission", "@JavaPassthrough(annotation=\"@X\")", "@Enforce(condition=\"x\")",
	"@RustOnlyStableParcelable", "@NdkOnlyStableParcelable", "@JavaDefault", "@Nope(1)",
};

static const char *const pieces[] = {
	"int x;", "int x = 1;", "const int K = 3;", "const int K = K + 1;", "const int A = B;",
	"const int B = A;", "const String S = \"s\";", "const byte Z = 300;", "void f();",
	"oneway void f(int a);", "oneway int f();", "int f(in Q a, out Q b, inout Q c);",
	"Q f(out int[] a, out String[] b, out int[2] c);", "void f() = 1;", "void f() = 16777214;",
	"int getInterfaceVersion();", "List<Foo> f(in @nullable List<IBar> a);",
	"void f(in ParcelFileDescriptor a, inout IBinder[] b);", "Foo x;", "@nullable(heap=true) Foo x;",
	"ParcelableHolder h;", "union U { int a; String b; Foo c; }", "union V { }",
	"enum E2 { A, B = 5, C = B, D = E2.A }", "@Backing(type=\"int\") enum E3 { A = -1, B = 1 << 31 }",
	"parcelable P { int x; }", "parcelable P { }", "parcelable P { P p; }", "parcelable P;",
	"interface I { void g(); }", "@FixedSize parcelable F { int a; String b; }",
	"parcelable T<A, B> { int x; }", "import p.Q;", "import p.G;", "import p.Nowhere;",
	"import Foo;", "package p;", "package q.r;", "/** @deprecated no more */", "/** @hide */",
	"/** {@link Foo#x} <b>&amp; */", "/* comment */", "// line\n", "int class;", "int union_;",
	"int a, b;", "U.Tag t = U.Tag.a;", "String[] s = {\"a\", \"b\"};", "int[2][2] m = {{1, 2}, {3, 4}};",
	"char c = 'x';", "float f = 1.5f;", "cpp_header \"x.h\"", "c_header \"x.h\"", "oneway",
};

static const char *const openers[] = {
	"(", "{", "[", "-", "!", "~", "List<", "parcelable D {", "int[", "@A(x=", "Map<String, ",
	"1 + (", "union D { int a; ", "interface D {", "1 ? ", "@nullable ", "/*", "a.", "\"\" + ",
};

static const char *const closers[] = {
	")", "}", "]", "", "", "", ">", "}", "]", ")", ">", ")", "}", "}", " : 1", "", "*/", "", "",
};

#define ANY(list, state) (list)[fuzz_below(state, sizeof(list) / sizeof(*(list)))]

struct text {
	uint8_t *data;
	size_t size, max;
	uint32_t state;
	size_t n;			/* tokens, and where each starts; end[n] is the end */
	size_t start[TOKENS_MAX + 1];
};

static size_t token_end(const uint8_t *s, size_t at, size_t size)
{
	uint8_t c = s[at];

	if (c == '"' || c == '\'') {
		for (at++; at < size && s[at] != c && s[at] != '\n'; at++)
			;
		return at < size ? at + 1 : at;
	}
	if (c == '/' && at + 1 < size && (s[at + 1] == '*' || s[at + 1] == '/')) {
		for (at += 2; at < size; at++)
			if (s[at] == '\n' || (s[at] == '/' && s[at - 1] == '*'))
				break;
		return at < size ? at + 1 : at;
	}
	if (isspace(c)) {
		while (at < size && isspace(s[at]))
			at++;
		return at;
	}
	if (!isalnum(c) && c != '_' && c != '@')
		return at + 1;
	for (at++; at < size && (isalnum(s[at]) || s[at] == '_'); at++)
		;
	return at;
}

static void split(struct text *t)
{
	size_t at = 0;

	t->n = 0;
	while (at < t->size && t->n < TOKENS_MAX) {
		t->start[t->n++] = at;
		at = token_end(t->data, at, t->size);
	}
	t->start[t->n] = t->size;
}

/* Puts bytes, which may not be of the text itself, in the place of [from, to). */
static void replace(struct text *t, size_t from, size_t to, const void *bytes, size_t n)
{
	if (t->size - (to - from) + n > t->max)
		return;
	memmove(t->data + from + n, t->data + to, t->size - to);
	memcpy(t->data + from, bytes, n);
	t->size = t->size - (to - from) + n;
}

static void put(struct text *t, size_t from, size_t to, const char *text)
{
	char spaced[200];
	int n = snprintf(spaced, sizeof(spaced), " %s ", text);

	replace(t, from, to, spaced, (size_t)n);
}

static bool ends_piece(const struct text *t, size_t token)
{
	uint8_t c = t->data[t->start[token]];

	return c == '{' || c == '}' || c == ';';
}

/* The start of a piece at or before a token, and the token after a piece that starts at one. */
static size_t piece_start(const struct text *t, size_t token)
{
	while (token && !ends_piece(t, token - 1))
		token--;
	return token;
}

static size_t piece_end(const struct text *t, size_t token)
{
	size_t depth = 0;

	for (; token < t->n; token++) {
		uint8_t c = t->data[t->start[token]];

		if (c == '{')
			depth++;
		else if (c == '}' && depth && --depth == 0)
			return token + 1;
		else if (c == '}' && !depth)
			return token;
		else if (c == ';' && !depth)
			return token + 1;
	}
	return token;
}

static void copy_or_move(struct text *t, size_t from, size_t to, size_t at)
{
	uint8_t kept[2000];
	size_t n = to - from;

	if (n > sizeof(kept))
		return;
	memcpy(kept, t->data + from, n);
	replace(t, at, at, kept, n);
}

static void change_piece(struct text *t)
{
	size_t first = piece_start(t, fuzz_below(&t->state, t->n));
	size_t end = piece_end(t, first);
	size_t at = t->start[piece_start(t, fuzz_below(&t->state, t->n))];

	switch (fuzz_below(&t->state, 3)) {
	case 0:
		copy_or_move(t, t->start[first], t->start[end], at);
		break;
	case 1:
		replace(t, t->start[first], t->start[end], "", 0);
		break;
	default:
		put(t, at, at, ANY(pieces, &t->state));
	}
}

static void nest(struct text *t)
{
	size_t kind = fuzz_below(&t->state, sizeof(openers) / sizeof(*openers));
	size_t depth = 1 + fuzz_below(&t->state, fuzz_below(&t->state, 4) ? 12 : 600);
	size_t token = fuzz_below(&t->state, t->n);
	size_t from = t->start[token], to = t->start[token + 1];

	for (size_t i = 0; i < depth; i++) {
		size_t before = t->size;

		replace(t, to, to, closers[kind], strlen(closers[kind]));
		replace(t, from, from, openers[kind], strlen(openers[kind]));
		to += strlen(openers[kind]);
		if (t->size == before)
			break;
	}
}

static void change_token(struct text *t)
{
	size_t token = fuzz_below(&t->state, t->n), other = fuzz_below(&t->state, t->n);
	size_t from = t->start[token], to = t->start[token + 1];
	uint8_t c = from < t->size ? t->data[from] : ' ';

	switch (fuzz_below(&t->state, 6)) {
	case 0:
		replace(t, from, to, "", 0);
		break;
	case 1:
		copy_or_move(t, from, to, t->start[other]);
		break;
	case 2: /* that one's text here */
		if (t->start[other + 1] - t->start[other] < 200) {
			uint8_t kept[200];
			size_t n = t->start[other + 1] - t->start[other];

			memcpy(kept, t->data + t->start[other], n);
			replace(t, from, to, kept, n);
		}
		break;
	case 3:
		put(t, from, from, ANY(annotations, &t->state));
		break;
	default: /* a word of its kind */
		if (isdigit(c) || c == '"' || c == '\'')
			put(t, from, to, ANY(numbers, &t->state));
		else if (c == '@')
			put(t, from, to, ANY(annotations, &t->state));
		else if (isalpha(c))
			put(t, from, to, ANY(types, &t->state));
		else if (c == '=')
			put(t, to, to, ANY(numbers, &t->state));
		else
			put(t, from, to, ANY(pieces, &t->state));
	}
}

size_t fuzz_change(uint8_t *data, size_t size, size_t max, uint32_t seed)
{
	struct text t = {.data = data, .size = size, .max = max, .state = seed};

	split(&t);
	if (!t.n) {
		put(&t, 0, t.size, ANY(pieces, &t.state));
		return t.size;
	}
	switch (fuzz_below(&t.state, 16)) {
	case 0:
		return fuzz_change_bytes(data, size, max, fuzz_next(&t.state));
	case 1:
		nest(&t);
		break;
	case 2:
	case 3:
	case 4:
	case 5:
	case 6:
		change_piece(&t);
		break;
	default:
		change_token(&t);
	}
	return t.size;
}
