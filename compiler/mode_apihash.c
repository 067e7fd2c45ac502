/* SPDX-License-Identifier: MIT */
/*
 * mode_apihash.c - hashes of frozen APIs: printed, or compared with those beside them
 *
 * Which version a folder is of is said by --version or, as trees of frozen APIs are laid out, by
 * the folder's own name.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "api/hash.h"
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

static bool add_file(struct run *r, struct api_hash *h, const char *dir, const char *path)
{
	const char *full = arena_fmt(&r->arena, "%s/%s", dir, path);
	struct arena scratch;
	size_t len = 0;
	char *text = NULL;
	int error;

	arena_init(&scratch);
	error = fileio_reader.read(fileio_reader.ctx, &scratch, full, &text, &len);
	if (error)
		diag_file(&r->diag, DIAG_FILE_OPEN, full, "cannot read the file: %s",
			  strerror(error));
	else
		api_hash_file(h, path, text, len);
	arena_free(&scratch);
	return error == 0;
}

static bool hash_of(struct run *r, const char *dir, char ret_hex[SHA1_HEX_LEN + 1])
{
	struct fileio_list files = {0};
	struct api_hash h;
	bool ok = true;

	if (!fileio_list(&r->diag, &r->arena, dir, ".aidl", &files))
		return false;
	api_hash_init(&h);
	for (int i = 0; i < files.v.n; i++)
		ok &= add_file(r, &h, dir, files.v.items[i]);
	api_hash_finish(&h, version_of(r, dir), ret_hex);
	return ok;
}

bool mode_apihash(struct run *r)
{
	char hex[SHA1_HEX_LEN + 1];
	bool ok = true;

	for (int i = 0; i < r->opt.inputs.n; i++) {
		if (hash_of(r, r->opt.inputs.items[i], hex))
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

		if (!written || !hash_of(r, dir, hex)) {
			ok = false;
		} else if (strcmp(written, hex) != 0) {
			ok = diag_file(&r->diag, DIAG_API_HASH, dir,
				       "these are not the files that were frozen: their hash is %s, .hash says %s",
				       hex, written);
			diag_note(&r->diag, (struct source_range){0},
				  "services answer the frozen hash and clients rely on what it stands for: bring the files back and make the change in the next version");
		}
	}
	return ok;
}
