/* SPDX-License-Identifier: MIT */
/*
 * hash.c - the hash of a frozen API
 */
#include "api/hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void api_hash_init(struct api_hash *h)
{
	sha1_init(&h->list);
}

static void add_text(struct api_hash *h, const char *text)
{
	sha1_add(&h->list, text, strlen(text));
}

/* As the lists of checksum tools have it: one line whatever the name holds. */
static void add_name(struct api_hash *h, const char *path)
{
	for (const char *s = path; *s; s++) {
		if (*s == '\\')
			add_text(h, "\\\\");
		else if (*s == '\n')
			add_text(h, "\\n");
		else if (*s == '\r')
			add_text(h, "\\r");
		else
			sha1_add(&h->list, s, 1);
	}
}

void api_hash_file(struct api_hash *h, const char *path, const char *text, size_t len)
{
	char hex[SHA1_HEX_LEN + 1];
	struct sha1 file;

	sha1_init(&file);
	sha1_add(&file, text, len);
	sha1_finish(&file, hex);
	if (strpbrk(path, "\\\n\r"))
		add_text(h, "\\");
	add_text(h, hex);
	add_text(h, "  ./");
	add_name(h, path);
	add_text(h, "\n");
}

void api_hash_finish(struct api_hash *h, int32_t version, char ret_hex[SHA1_HEX_LEN + 1])
{
	char text[16];

	snprintf(text, sizeof(text), "%" PRId32 "\n", version - 1);
	add_text(h, version > 1 ? text : "latest-version\n");
	sha1_finish(&h->list, ret_hex);
}
