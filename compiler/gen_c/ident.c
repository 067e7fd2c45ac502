/* SPDX-License-Identifier: MIT */
/*
 * ident.c - names in generated C
 */
#include "gen_c/ident.h"

#include <string.h>

/* Each list is sorted, as strcmp() has it: it is searched by halves. */

static const char *const every_name[] = {
	"EOF", "FALSE", "NULL", "TRUE", "_Alignas", "_Alignof", "_Atomic", "_Bool", "_Complex",
	"_Generic", "_Imaginary", "_Noreturn", "_Static_assert", "_Thread_local", "alignas",
	"alignof", "and", "and_eq", "asm", "assert", "auto", "bitand", "bitor", "bool", "break",
	"case", "catch", "char", "char16_t", "char32_t", "char8_t", "class", "co_await",
	"co_return", "co_yield", "compl", "concept", "const", "const_cast", "consteval",
	"constexpr", "constinit", "continue", "decltype", "default", "delete", "do", "double",
	"dynamic_cast", "else", "enum", "errno", "explicit", "export", "extern", "false", "float",
	"for", "friend", "goto", "i386", "if", "inline", "int", "linux", "long", "major",
	"makedev", "minor", "mutable", "namespace", "new", "noexcept", "not", "not_eq", "nullptr",
	"offsetof", "operator", "or", "or_eq", "private", "protected", "public", "register",
	"reinterpret_cast", "requires", "restrict", "return", "short", "signed", "sizeof",
	"static", "static_assert", "static_cast", "stderr", "stdin", "stdout", "struct", "switch",
	"template", "this", "thread_local", "throw", "true", "try", "typedef", "typeid",
	"typename", "typeof", "typeof_unqual", "union", "unix", "unsigned", "using", "virtual",
	"void", "volatile", "wchar_t", "while", "xor", "xor_eq",
};

static const char *const suffixes[] = {
	"ARRAYS", "Array", "COUNT", "DESCRIPTOR", "HASH", "NullableArray", "Tag", "VERSION",
	"acquire", "asBinder", "castBinder", "check", "clear", "copy", "equals", "fromBinder", "impl",
	"init", "isRemote", "ops", "readFromHolder", "readFromParcel", "release", "toString", "values",
	"writeToHolder", "writeToParcel",
};

static const char *const suffix_starts[] = { "TAG_", "TRANSACTION_", "get_", "set_" };

static const char *const locals[] = {
	"AIBinder", "AParcel", "AStatus", "binder", "calloc", "char16_t", "clazz", "free",
	"get_clazz", "i", "impl", "in", "int16_t", "int32_t", "int64_t", "int8_t", "memcpy",
	"memset", "out", "r", "ret", "self", "size_t", "status", "uint32_t",
};

#define N_OF(list) ((int)(sizeof(list) / sizeof((list)[0])))

/* The order of the lists: that of strcmp(). */
static int compare(const char *item, const char *name, size_t len)
{
	int order = strncmp(item, name, len);

	return order ? order : item[len] != '\0';
}

static bool listed(const char *const *list, int n, const char *name, size_t len)
{
	int low = 0, high = n;

	while (low < high) {
		int mid = low + (high - low) / 2;
		int order = compare(list[mid], name, len);

		if (order == 0)
			return true;
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return false;
}

static bool sorted(const char *const *list, int n)
{
	for (int i = 1; i < n; i++)
		if (strcmp(list[i - 1], list[i]) >= 0)
			return false;
	return true;
}

bool ident_lists_are_sorted(void)
{
	return sorted(every_name, N_OF(every_name)) && sorted(suffixes, N_OF(suffixes)) &&
	       sorted(locals, N_OF(locals));
}

/* The length of name without underscores at its end. */
static size_t stem(const char *name)
{
	size_t len = strlen(name);

	while (len > 1 && name[len - 1] == '_')
		len--;
	return len;
}

static const char *escaped(struct arena *a, const char *name, const char *const *more, int n_more)
{
	size_t len = stem(name);

	if (listed(every_name, N_OF(every_name), name, len) || listed(more, n_more, name, len))
		return arena_fmt(a, "%s_", name);
	return name;
}

const char *ident_field(struct arena *a, const char *name)
{
	return escaped(a, name, NULL, 0);
}

const char *ident_arg(struct arena *a, const char *name)
{
	return escaped(a, name, locals, N_OF(locals));
}

const char *ident_member(struct arena *a, const char *name)
{
	for (int i = 0; i < N_OF(suffix_starts); i++)
		if (strncmp(name, suffix_starts[i], strlen(suffix_starts[i])) == 0)
			return arena_fmt(a, "%s_", name);
	return escaped(a, name, suffixes, N_OF(suffixes));
}

const char *ident_local(struct arena *a, const struct model_method *m, const char *wanted)
{
	for (int i = 0; i < m->n_args; i++)
		if (strcmp(ident_arg(a, m->args[i].name), wanted) == 0)
			return ident_local(a, m, arena_fmt(a, "%s_", wanted));
	return wanted;
}

/* The start that all names of a package have, with its last underscore; "" where there is none. */
static const char *package_prefix(struct arena *a, const struct gen_c_options *opt,
				  const char *package)
{
	char *out, *to;

	for (int i = 0; opt && i < opt->n_prefixes; i++)
		if (strcmp(opt->prefixes[i][0], package) == 0)
			return opt->prefixes[i][1];
	out = to = arena_alloc(a, strlen(package) * 2 + 2);
	for (const char *p = package; *p; p++) {
		if (*p == '_')
			*to++ = '_';
		*to++ = *p == '.' ? '_' : *p;
	}
	if (to > out)
		*to++ = '_';
	return out;
}

const char *ident_type(struct arena *a, const struct gen_c_options *opt,
		       const struct model_def *def)
{
	const char *prefix;

	if (def->is_tag)
		return arena_fmt(a, "%s_Tag", ident_type(a, opt, def->parent));
	if (def->parent)
		return arena_fmt(a, "%s_%s", ident_type(a, opt, def->parent),
				 ident_member(a, def->name));
	prefix = package_prefix(a, opt, def->package);
	return *prefix ? arena_fmt(a, "%s%s", prefix, def->name) : ident_field(a, def->name);
}
