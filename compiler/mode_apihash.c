/* SPDX-License-Identifier: MIT */
/*
 * mode_apihash.c - hashes of frozen APIs: printed, or compared with those beside them
 *
 * Which version a folder is of is said by --version or, as trees of frozen APIs are laid out, by
 * the folder's own name.
 */
#include <stdlib.h>
#include <string.h>

#include "run.h"

static int32_t version_of(const struct run *r, const char *dir)
{
	size_t end = strlen(dir), begin;
	int32_t n = 0;

	if (r->opt.version)
		return r->opt.version;
	while (end && dir[end - 1] == '/')
		end--;
	for (begin = end; begin && dir[begin - 1] != '/'; begin--)
		if (dir[begin - 1] < '0' || dir[begin - 1] > '9' || end - begin == 9)
			return 0;
	for (; begin < end; begin++)
		n = n * 10 + (dir[begin] - '0');
	return n;
}

bool mode_apihash(struct run *r)
{
	char hex[SHA1_HEX_LEN + 1];
	bool ok = true;

	for (int i = 0; i < r->opt.inputs.n; i++) {
		const char *dir = r->opt.inputs.items[i];

		if (run_hash_api(r, dir, version_of(r, dir), hex))
			puts(hex);
		else
			ok = false;
	}
	return ok;
}

/* The last line of the file of hashes: the ones before are of earlier contents. NULL: none. */
static const char *written_hash(struct run *r, const char *path)
{
	size_t len = 0, begin;
	char *text = NULL;
	int error = fileio_reader.read(fileio_reader.ctx, &r->arena, path, &text, &len);

	if (error) {
		diag_file(&r->diag, DIAG_FILE_OPEN, path, "cannot read the hash: %s",
			  strerror(error));
		return NULL;
	}
	while (len && strchr(" \t\r\n", text[len - 1]))
		len--;
	for (begin = len; begin && text[begin - 1] != '\n'; begin--)
		;
	return arena_strndup(&r->arena, text + begin, len - begin);
}

bool mode_checkhash(struct run *r)
{
	char hex[SHA1_HEX_LEN + 1];
	bool ok = true;

	for (int i = 0; i < r->opt.inputs.n; i++) {
		const char *dir = r->opt.inputs.items[i];
		const char *written = written_hash(r, arena_fmt(&r->arena, "%s/.hash", dir));

		if (!written || !run_hash_api(r, dir, version_of(r, dir), hex)) {
			ok = false;
		} else if (strcmp(written, hex) != 0) {
			ok = diag_file(&r->diag, DIAG_API_HASH, dir,
				       "these are not the files that were frozen: their hash is %s, .hash says %s",
				       hex, *written ? written : "nothing");
			diag_note(&r->diag, (struct source_range){0},
				  "services answer the frozen hash and clients rely on what it stands for: bring the files back and make the change in the next version");
		}
	}
	return ok;
}
