/* SPDX-License-Identifier: MIT */
/* names.c - what a service's name may look like */
#include "names.h"

#include <stdio.h>
#include <string.h>

#define ALLOWED "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./"

const char *names_problem(const char *name, char *text, size_t text_size)
{
	size_t good = strspn(name, ALLOWED);
	unsigned char c = (unsigned char)name[good];

	if (c > ' ' && c < 0x7f)
		snprintf(text, text_size, "character %zu is '%c'; allowed are a-z A-Z 0-9 _ - . /",
			 good + 1, c);
	else if (c)
		snprintf(text, text_size,
			 "byte %zu is 0x%02x; allowed are a-z A-Z 0-9 _ - . /", good + 1, c);
	else if (good == 0)
		snprintf(text, text_size, "it is empty");
	else if (good > NAMES_MAX_LEN)
		snprintf(text, text_size, "it has %zu characters; at most %d are allowed", good,
			 NAMES_MAX_LEN);
	else
		return NULL;
	return text;
}
