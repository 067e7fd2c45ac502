/* SPDX-License-Identifier: MIT */
/*
 * ident_words.c - the words; each list is in the order of strcmp(), as it is searched by halves
 */
#include "gen_c/ident_words.h"

#include <string.h>

static const char *const every_name[] = {
	"AIBinder", "AParcel", "AStatus", "alignas", "alignof", "alloca", "and", "and_eq", "asm",
	"assert", "auto", "be16toh", "be32toh", "be64toh", "binder_status_t", "bitand", "bitor",
	"bool", "break", "case", "catch", "char", "char16_t", "char32_t", "char8_t", "class",
	"co_await", "co_return", "co_yield", "compl", "complex", "concept", "const",
	"const_cast", "consteval", "constexpr", "constinit", "continue", "d_fileno", "decltype",
	"default", "delete", "do", "double", "dynamic_cast", "else", "enum", "errno", "explicit",
	"export", "extern", "false", "float", "for", "friend", "goto", "h_addr", "h_errno",
	"htobe16", "htobe32", "htobe64", "htole16", "htole32", "htole64", "i386", "if", "inline",
	"int", "int16_t", "int32_t", "int64_t", "int8_t", "le16toh", "le32toh", "le64toh",
	"linux", "long", "major", "makedev", "math_errhandling", "minor", "mutable", "namespace",
	"new", "noexcept", "noreturn", "not", "not_eq", "nullptr", "offsetof", "operator", "or",
	"or_eq", "private", "protected", "public", "register", "reinterpret_cast", "requires",
	"restrict", "return", "sched_priority", "short", "signed", "sizeof", "static",
	"static_assert", "static_cast", "stderr", "stdin", "stdout", "strdupa", "strndupa",
	"struct", "switch", "template", "this", "thread_local", "throw", "true", "try",
	"typedef", "typeid", "typename", "typeof", "typeof_unqual", "union", "unix", "unsigned",
	"using", "va_arg", "va_copy", "va_end", "va_start", "virtual", "void", "volatile",
	"wchar_t", "while", "xor", "xor_eq",
};

static const char *const suffixes[] = {
	"ARRAYS", "Array", "COUNT", "DESCRIPTOR", "HASH", "NullableArray", "Tag", "VERSION",
	"acquire", "asBinder", "castBinder", "check", "clear", "copy", "delete", "equals",
	"fromBinder", "impl", "init", "isRemote", "new", "ops", "readFromHolder",
	"readFromParcel", "readWithin", "release", "toString", "values", "writeToHolder",
	"writeToParcel",
};

/* What the compiler puts before the names of members, by kind. */
static const char *const suffix_starts[] = { "Array", "NullableArray" };
static const char *const interface_starts[] = { "TRANSACTION" };
static const char *const union_starts[] = { "TAG", "Tag", "get", "set" };

/* Beside globals of the C library that an argument would shadow. */
static const char *const locals[] = {
	"budget", "call", "calloc", "clazz", "clazz_once", "daylight", "define_clazz", "environ",
	"free", "get_clazz", "i", "impl", "in", "malloc", "memcpy", "memset", "optarg", "opterr",
	"optind", "optopt", "out", "r", "ret", "self", "size_t", "status", "timezone", "tzname",
	"uint32_t",
};

/* How the names of file-local functions start; those of methods, and those of values (arrays.c). */
static const char *const method_functions[] = { "begin", "call", "handle", "permit" };
static const char *const value_functions[] = {
	"check", "clear", "copy", "equal", "init", "prepare", "read", "text", "write",
};

/* The words behind the last of them, besides the names of types. */
static const char *const value_words[] = {
	"binder", "body", "bool", "byte", "char", "double", "fd", "float", "int32", "int64",
	"nullable", "string",
};

/* How names of several words start in the headers that generated code includes. */
static const char *const library_starts[] = {
	"alloc", "and", "arc4random", "asctime", "at", "atomic", "binder", "blkcnt", "blkcnt64",
	"blksize", "caddr", "canonicalize", "char16", "char32", "char8", "clearerr", "clock",
	"clockid", "close", "co", "copy", "cpu", "ctime", "d", "daddr", "dev", "drand48",
	"dynamic", "ecvt", "erand48", "error", "explicit", "fcvt", "fd", "feof", "ferror",
	"fflush", "fgetc", "fgets", "fileno", "fpos", "fpos64", "fputc", "fputs", "fread",
	"fsblkcnt", "fsblkcnt64", "fsfilcnt", "fsfilcnt64", "fsid", "fsword", "fwrite", "get",
	"getc", "getchar", "getdate", "getlogin", "gid", "gmtime", "group", "h", "hideglue",
	"id", "if", "ifa", "ifc", "ifr", "initstate", "ino", "ino64", "int", "int16", "int32",
	"int64", "int8", "intmax", "intptr", "itimerspec", "jrand48", "key", "lcong48", "ldiv",
	"lldiv", "locale", "localtime", "loff", "lrand48", "math", "max", "mbstate", "mode",
	"mrand48", "name", "nlink", "not", "nrand48", "obstack", "off", "off64", "on", "open",
	"or", "pid", "posix", "program", "pthread", "ptrdiff", "ptsname", "putc", "putchar",
	"putw", "qecvt", "qfcvt", "quad", "quick", "rand", "random", "register", "reinterpret",
	"rpmatch", "s6", "sa", "sched", "secure", "seed48", "setstate", "si", "sigev", "sigset",
	"size", "socklen", "srand48", "srandom", "ssize", "st", "strcasecmp", "strcoll",
	"strerror", "strerrordesc", "strerrorname", "strfry", "strftime", "strncasecmp",
	"strptime", "strtod", "strtof", "strtok", "strtol", "strtold", "strtoll", "strtoul",
	"strtoull", "strxfrm", "suseconds", "suseconds64", "sync", "thrd", "thread", "time",
	"timer", "transaction", "tss", "ttyname", "typeof", "u", "uid", "uint", "uint16",
	"uint32", "uint64", "uint8", "uintmax", "uintptr", "useconds", "va", "wchar", "wint",
	"xor",
};

#define LIST(words) {words, (int)(sizeof(words) / sizeof((words)[0]))}

static const struct {
	const char *const *words;
	int n;
} lists[IDENT_N_LISTS] = {
	[IDENT_EVERY_NAME] = LIST(every_name),
	[IDENT_SUFFIXES] = LIST(suffixes),
	[IDENT_SUFFIX_STARTS] = LIST(suffix_starts),
	[IDENT_INTERFACE_STARTS] = LIST(interface_starts),
	[IDENT_UNION_STARTS] = LIST(union_starts),
	[IDENT_LOCALS] = LIST(locals),
	[IDENT_METHOD_FUNCTIONS] = LIST(method_functions),
	[IDENT_VALUE_FUNCTIONS] = LIST(value_functions),
	[IDENT_VALUE_WORDS] = LIST(value_words),
	[IDENT_LIBRARY_STARTS] = LIST(library_starts),
};

/* The order of the lists: that of strcmp(). */
static int compare(const char *item, const char *name, size_t len)
{
	int order = len ? (unsigned char)item[0] - (unsigned char)name[0] : 0;

	if (!order)
		order = strncmp(item, name, len);
	return order ? order : item[len] != '\0';
}

bool ident_listed(enum ident_words list, const char *name, size_t len)
{
	const char *const *words = lists[list].words;
	int low = 0, high = lists[list].n;

	while (low < high) {
		int mid = low + (high - low) / 2;
		int order = compare(words[mid], name, len);

		if (order == 0)
			return true;
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return false;
}

bool ident_lists_are_sorted(void)
{
	for (int list = 0; list < IDENT_N_LISTS; list++)
		for (int i = 1; i < lists[list].n; i++)
			if (strcmp(lists[list].words[i - 1], lists[list].words[i]) >= 0)
				return false;
	return true;
}

static const char *const macro_starts[] = {
	"PRI", "SCN", "atomic_", "if_", "ifa_", "ifc_", "ifr_", "pthread_cleanup_", "s6_", "sa_",
	"si_", "sigev_", "st_",
};

bool ident_starts_like_macro(const char *name)
{
	for (size_t i = 0; i < sizeof(macro_starts) / sizeof(macro_starts[0]); i++)
		if (name[0] == macro_starts[i][0] &&
		    strncmp(name, macro_starts[i], strlen(macro_starts[i])) == 0)
			return true;
	return false;
}
