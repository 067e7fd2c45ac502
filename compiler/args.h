/* SPDX-License-Identifier: MIT */
/*
 * args.h - command lines from files
 *
 * Words are separated by blanks and ends of lines; 'x' and "x" quote, a backslash takes the next
 * byte as it is (not between single quotes).
 */
#pragma once

#include <stdbool.h>

#include "base/diag.h"
#include "base/vec.h"

/* The words of a command line. */
struct args {
	VEC(char *) v;
};

/** Adds the words of a text, which they lie in from now on. NULL, or what is wrong with it. */
const char *args_split(struct arena *a, struct args *args, char *text);

/**
 * Puts the words in FILE in the place of each @FILE; there may be more of those in it. A NULL stands
 * behind the last word and is not counted. False: what is wrong was said.
 */
bool args_expand(struct arena *a, struct diag *d, struct args *args);

/** All of a file or, where path is "-", of standard input; NULL: it cannot be read, see errno. */
char *args_read(struct arena *a, const char *path);
