/* SPDX-License-Identifier: MIT */
/* names.h - what a service's name may look like */
#pragma once

#include <stddef.h>

#define NAMES_MAX_LEN 127

/**
 * names_problem() - why @name cannot be a service's name
 * A name is 1 to 127 characters of a-z A-Z 0-9 _ - . / (Android's rule; so "/" and ".." are
 * names). Look-ups are not checked: a name that cannot be is simply not there.
 * @text:	receives the reason in words, on a bad name; quotes no byte that a terminal obeys
 * Return: NULL for a good name, else @text.
 */
const char *names_problem(const char *name, char *text, size_t text_size);
