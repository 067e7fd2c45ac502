/* SPDX-License-Identifier: MIT */
/*
 * import.c - where files are looked for
 */
#include "front/import.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "front/parse.h"

void import_init(struct import *im, struct arena *arena, struct intern *names, struct diag *diag,
		 const struct import_reader *reader)
{
	memset(im, 0, sizeof(*im));
	im->arena = arena;
	im->names = names;
	im->diag = diag;
	im->reader = reader;
}

/* Without "./" in front and doubled slashes behind: so that one place has one spelling. */
static const char *skip_dot(const char *path)
{
	while (path[0] == '.' && path[1] == '/') {
		path += 2;
		while (*path == '/')
			path++;
	}
	return path;
}

static const char *clean_dir(struct import *im, const char *dir)
{
	size_t len;

	dir = skip_dot(dir);
	len = strlen(dir);
	while (len > 1 && dir[len - 1] == '/')
		len--;
	if (len == 0 || (len == 1 && dir[0] == '.'))
		return intern_str(im->names, "");
	if (len == 1 && dir[0] == '/')
		return intern_str(im->names, "/");
	return intern(im->names, arena_fmt(im->arena, "%.*s/", (int)len, dir), len + 1);
}

void import_add_dir(struct import *im, const char *dir)
{
	const char *clean = clean_dir(im, dir);

	for (int i = 0; i < im->dirs.n; i++)
		if (im->dirs.items[i] == clean)
			return;
	vec_push(im->arena, &im->dirs, clean);
}

static const char *id_key(struct import *im, const struct import_id *id)
{
	char text[48];
	int len = snprintf(text, sizeof(text), "\1%" PRIx64 ":%" PRIx64, id->volume, id->number);

	return intern(im->names, text, (size_t)len);
}

static bool unreadable(struct import *im, struct source_range at, const char *path, int error)
{
	const char *why =
		error == EFBIG ? "it is longer than an .aidl file may be" : strerror(error);

	if (at.src)
		return diag_at(im->diag, DIAG_FILE_OPEN, at, "cannot read '%s': %s", path, why);
	return diag_file(im->diag, DIAG_FILE_OPEN, path, "cannot read the file: %s", why);
}

static struct ast_file *load(struct import *im, struct source_range at, const char *path,
			     const struct import_id *id)
{
	const char *key = id_key(im, id);
	struct ast_file *file = map_get(&im->by_id, key);
	size_t len = 0;
	char *text = NULL;
	int error;

	if (file)
		return file;
	error = im->reader->read(im->reader->ctx, im->arena, path, &text, &len);
	if (error) {
		unreadable(im, at, path, error);
		return NULL;
	}
	file = parse_file(im->arena, im->names, im->diag,
			  source_adopt(im->arena, arena_strdup(im->arena, path), text, len));
	map_put(im->arena, &im->by_id, key, file);
	vec_push(im->arena, &im->files, file);
	return file;
}

/* The package as a folder, "a/b/" or "". */
static char *package_folder(struct import *im, const char *package)
{
	char *text = arena_fmt(im->arena, "%s%s", package, *package ? "/" : "");

	for (char *s = text; *s; s++)
		if (*s == '.')
			*s = '/';
	return text;
}

/* The folder above the package's: for x/a/b/C.aidl with package a.b it is "x/". */
static const char *root_of(struct import *im, const struct ast_file *file, const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t len = slash ? (size_t)(slash + 1 - path) : 0;
	const char *folder = package_folder(im, file->package.s);
	size_t below = strlen(folder);

	if (len >= below && memcmp(path + len - below, folder, below) == 0 &&
	    (len == below || path[len - below - 1] == '/'))
		len -= below;
	return intern(im->names, path, len);
}

struct ast_file *import_input(struct import *im, const char *path)
{
	struct source_range nowhere = {0};
	struct import_id id;
	struct ast_file *file;
	int error;

	path = skip_dot(path);
	error = im->reader->find(im->reader->ctx, path, &id);
	if (error) {
		unreadable(im, nowhere, path, error);
		return NULL;
	}
	file = load(im, nowhere, path, &id);
	if (file) {
		file->input = true;
		file->root = root_of(im, file, path);
	}
	return file;
}

/* One place where a file may be: dir, the dotted name's first len bytes as a path, ".aidl". */
static const char *place(struct import *im, const char *dir, const char *dotted, size_t len)
{
	char *path = arena_fmt(im->arena, "%s%.*s.aidl", dir, (int)len, dotted);

	for (char *s = path + strlen(dir), *end = s + len; s < end; s++)
		if (*s == '.')
			*s = '/';
	return path;
}

struct hits {
	const char *path;	/* NULL: none yet */
	const char *dir;
	struct import_id id;
	const char *other;	/* a different file of the same name */
	const char *tried;
};

static void try_dir(struct import *im, const char *dir, const char *dotted, size_t len,
		    struct hits *hits)
{
	const char *path = place(im, dir, dotted, len);
	struct import_id id;

	hits->tried = hits->tried ? arena_fmt(im->arena, "%s, %s", hits->tried, path) : path;
	if (im->reader->find(im->reader->ctx, path, &id))
		return;
	if (!hits->path) {
		hits->path = path;
		hits->dir = dir;
		hits->id = id;
	} else if (id.volume != hits->id.volume || id.number != hits->id.number) {
		hits->other = path;
	}
}

static void try_all(struct import *im, const struct ast_file *from, const char *dotted, size_t len,
		    struct hits *hits)
{
	bool root_seen = false;

	for (int i = 0; i < im->dirs.n; i++) {
		root_seen |= im->dirs.items[i] == from->root;
		try_dir(im, im->dirs.items[i], dotted, len, hits);
	}
	if (!root_seen)
		try_dir(im, from->root, dotted, len, hits);
}

struct ast_file *import_find(struct import *im, const struct ast_file *from,
			     struct source_range at, const char *dotted, const char **ret_tried)
{
	struct hits hits = {0};

	if (ret_tried)
		*ret_tried = NULL;
	for (size_t len = strlen(dotted); len && !hits.path;) {
		try_all(im, from, dotted, len, &hits);
		do {
			len--;
		} while (len && dotted[len] != '.');
	}
	if (hits.other) {
		diag_at(im->diag, DIAG_DUPLICATE_FILE, at, "'%s' is found twice: %s and %s", dotted,
			hits.path, hits.other);
		return NULL;
	}
	if (hits.path) {
		struct ast_file *file = load(im, at, hits.path, &hits.id);

		if (file && !file->input)
			file->root = hits.dir;
		return file;
	}
	if (ret_tried)
		*ret_tried = hits.tried;
	return NULL;
}

bool import_exists(struct import *im, const struct ast_file *from, const char *dotted)
{
	struct hits hits = {0};

	try_all(im, from, dotted, strlen(dotted), &hits);
	return hits.path != NULL;
}
