/* SPDX-License-Identifier: MIT */
/*
 * ident_words.h - words that names in generated C keep away from
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum ident_words {
	IDENT_EVERY_NAME,	/* keywords, types and macros of the headers that generated code includes */
	IDENT_SUFFIXES,		/* what the compiler adds to the name of a type */
	IDENT_SUFFIX_STARTS,	/* what it puts before the names of members: of any type */
	IDENT_INTERFACE_STARTS,	/* of an interface */
	IDENT_UNION_STARTS,	/* of a union */
	IDENT_LOCALS,		/* locals of generated functions, and globals that they would shadow */
	IDENT_METHOD_FUNCTIONS,	/* how names of file-local functions start: those of methods */
	IDENT_VALUE_FUNCTIONS,	/* and those of values */
	IDENT_VALUE_WORDS,	/* what follows in the latter, besides the names of types */
	IDENT_LIBRARY_STARTS,	/* how names of several words start in the headers that are included */
	IDENT_N_LISTS
};

/** Whether the first len bytes of name are one of the words. */
bool ident_listed(enum ident_words list, const char *name, size_t len);

/** Whether name starts as a family of macros of the C library does: si_pid, st_mtime, PRId64 ... */
bool ident_starts_like_macro(const char *name);

/** For tests: the lists are searched by halves. */
bool ident_lists_are_sorted(void);
