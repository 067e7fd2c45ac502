/* SPDX-License-Identifier: MIT */
/*
 * hash.h - the hash of a frozen API, which its services answer to getInterfaceHash()
 *
 * It is the SHA-1 of a list: for each .aidl file, in the order of the bytes of their paths,
 * "SHA-1 of the file, two blanks, ./path, newline", then the version before this one, or
 * "latest-version" where it is the first or has no number, and a newline.
 */
#pragma once

#include <stdint.h>

#include "api/sha1.h"

struct api_hash {
	struct sha1 list;
};

void api_hash_init(struct api_hash *h);

/** Adds a file; in the order of paths, which are relative to the folder of the API. */
void api_hash_file(struct api_hash *h, const char *path, const char *text, size_t len);

/** version: which one it is, 0 where it has none. */
void api_hash_finish(struct api_hash *h, int32_t version, char ret_hex[SHA1_HEX_LEN + 1]);
