/* SPDX-License-Identifier: MIT */
/*
 * import.c - where files are looked for
 */
#include "front/import.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/emit.h"
#include "front/parse.h"

/* Whether there is a file at a path; asked once. */
struct import_lookup {
	int error;
	struct import_id id;
};

void import_cache_init(struct import_cache *c, struct arena *arena, struct intern *names)
{
	memset(c, 0, sizeof(*c));
	c->arena = arena;
	c->names = names;
}

void import_cache_fini(struct import_cache *c)
{
	arena_free(&c->trees);
}

void import_share(struct import *im, struct import_cache *cache)
{
	im->cache = cache;
}

void import_init(struct import *im, struct arena *arena, struct intern *names, struct diag *diag,
		 const struct import_reader *reader)
{
	memset(im, 0, sizeof(*im));
	im->arena = arena;
	im->names = names;
	im->diag = diag;
	im->reader = reader;
	import_cache_init(&im->own, arena, names);
	im->cache = &im->own;
}

/* Whether the folder of path is surely not there, asked once a folder. */
static bool no_folder(struct import *im, const char *path)
{
	static const char here, missing;
	struct import_cache *c = im->cache;
	const char *slash = strrchr(path, '/'), *key;
	const void *known;

	if (!im->reader->is_folder || !slash || slash == path)
		return false;
	key = intern(c->names, path, (size_t)(slash - path));
	known = map_get(&c->folders, key);
	if (!known) {
		known = im->reader->is_folder(im->reader->ctx, key) ? &here : &missing;
		map_put(c->arena, &c->folders, key, (void *)known);
	}
	return known == &missing;
}

/* 0 and the id of the file at path, or an errno. */
static int lookup(struct import *im, const char *path, struct import_id *ret_id)
{
	struct import_cache *c = im->cache;
	const char *key = intern_str(c->names, path);
	struct import_lookup *l = map_get(&c->lookups, key);

	if (!l) {
		l = arena_new(c->arena, struct import_lookup);
		l->error = no_folder(im, path) ? ENOENT
					       : im->reader->find(im->reader->ctx, path, &l->id);
		map_put(c->arena, &c->lookups, key, l);
	}
	*ret_id = l->id;
	return l->error;
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

/* The same path without "./", "//" and "/./". */
static const char *clean_path(struct import *im, const char *path)
{
	char *copy, *to;

	path = skip_dot(path);
	if (!strstr(path, "//") && !strstr(path, "/./"))
		return path;
	copy = to = arena_strdup(im->arena, path);
	while (*path) {
		*to++ = *path;
		if (*path++ == '/') {
			path += strspn(path, "/");
			path = skip_dot(path);
		}
	}
	*to = '\0';
	return copy;
}

static const char *clean_dir(struct import *im, const char *dir)
{
	size_t len;

	dir = clean_path(im, dir);
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

/* A file as it was parsed: what others write into its tree is undone before its next use. */
struct import_kept {
	struct ast_file *file;
	struct arena_saved *tree;
};

static void keep(struct import_cache *c, const char *key, struct ast_file *file,
		 struct arena_mark before)
{
	struct import_kept *k = arena_new(c->arena, struct import_kept);

	k->file = file;
	k->tree = arena_save(&c->trees, before, c->arena);
	map_put(c->arena, &c->files, key, k);
}

static struct ast_file *find_kept(const struct import_cache *c, const char *key)
{
	const struct import_kept *k = map_get(&c->files, key);

	if (!k)
		return NULL;
	arena_restore(k->tree);
	return k->file;
}

/* Reads and parses a file; it is kept for later runs where there was nothing to say about it. */
static struct ast_file *parse(struct import *im, struct source_range at, const char *path,
			      const char *key)
{
	struct import_cache *c = im->cache;
	bool shared = c != &im->own;
	struct arena *trees = shared ? &c->trees : c->arena;
	struct arena_mark before = arena_mark(trees);
	unsigned int said = im->diag->n_said;
	struct ast_file *file;
	size_t len = 0;
	char *text = NULL;
	int error = im->reader->read(im->reader->ctx, c->arena, path, &text, &len);

	if (error) {
		unreadable(im, at, path, error);
		return NULL;
	}
	c->n_parsed++;
	file = parse_file(trees, im->names, im->diag,
			  source_adopt(trees, arena_strdup(trees, path), text, len));
	if (shared && im->diag->n_said == said)
		keep(c, key, file, before);
	return file;
}

static struct ast_file *load(struct import *im, struct source_range at, const char *path,
			     const struct import_id *id)
{
	const char *key = id_key(im, id);
	struct ast_file *file = map_get(&im->by_id, key);

	if (file)
		return file;
	file = find_kept(im->cache, key);
	if (file)
		file->src->path = arena_strdup(im->arena, path);
	else
		file = parse(im, at, path, key);
	if (file) {
		map_put(im->arena, &im->by_id, key, file);
		vec_push(im->arena, &im->files, file);
	}
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

	path = clean_path(im, path);
	error = lookup(im, path, &id);
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

static void set_file(struct ast_decl *d, struct ast_file *file)
{
	d->file = file;
	for (int i = 0; i < d->nested.n; i++)
		set_file(d->nested.items[i], file);
}

/* The declaration of a.b.C as the one of C in a file of package a.b. */
static void split_off(struct import *im, const struct ast_file *from, struct ast_decl *d)
{
	struct ast_file *file = arena_new(im->arena, struct ast_file);
	const char *dot = strrchr(d->name.s, '.');

	file->src = from->src;
	file->preprocessed = true;
	file->root = intern_str(im->names, "");
	file->package = (struct ast_name){file->root, d->name.at};
	if (dot) {
		file->package.s = intern(im->names, d->name.s, (size_t)(dot - d->name.s));
		d->name.s = intern_str(im->names, dot + 1);
		d->name.at.begin = d->name.at.end - (uint32_t)strlen(dot + 1);
	}
	set_file(d, file);
	vec_push(im->arena, &file->decls, d);
	vec_push(im->arena, &im->files, file);
}

bool import_preprocessed(struct import *im, const char *path)
{
	char *text = NULL;
	size_t len = 0;
	struct ast_file *all;
	int error = im->reader->read(im->reader->ctx, im->arena, path, &text, &len);

	if (error)
		return unreadable(im, (struct source_range){0}, path, error);
	if (!text[strspn(text, " \t\r\n")])
		return true;
	all = parse_file(im->arena, im->names, im->diag,
			 source_adopt(im->arena, arena_strdup(im->arena, path), text, len));
	if (*all->package.s)
		diag_at(im->diag, DIAG_FILE_NAME, all->package.at,
			"a file for -p has no package: types in it are declared by their full names");
	for (int i = 0; i < all->decls.n; i++)
		split_off(im, all, all->decls.items[i]);
	return !all->broken && !*all->package.s;
}

#define LONGEST_PATH 4096

/*
 * One place where a file may be: dir, the dotted name's first len bytes as a path, ".aidl". False:
 * too long for any file system.
 */
static bool place(char path[LONGEST_PATH], const char *dir, const char *dotted, size_t len)
{
	size_t dir_len = strlen(dir);

	if (dir_len + len + sizeof(".aidl") > LONGEST_PATH)
		return false;
	memcpy(path, dir, dir_len);
	for (size_t i = 0; i < len; i++)
		path[dir_len + i] = dotted[i] == '.' ? '/' : dotted[i];
	memcpy(path + dir_len + len, ".aidl", sizeof(".aidl"));
	return true;
}

struct hits {
	const char *path;	/* NULL: none yet */
	const char *dir;
	struct import_id id;
	const char *other;	/* a different file of the same name */
	struct emit *tried;	/* NULL: nobody wants to know */
};

static void try_dir(struct import *im, const char *dir, const char *dotted, size_t len,
		    struct hits *hits)
{
	char path[LONGEST_PATH];
	struct import_id id;

	if (!place(path, dir, dotted, len))
		return;
	if (hits->tried) {
		emit_raw(hits->tried, emit_len(hits->tried) ? ", " : "");
		emit_raw(hits->tried, path);
		return;
	}
	if (lookup(im, path, &id))
		return;
	if (!hits->path) {
		hits->path = arena_strdup(im->arena, path);
		hits->dir = dir;
		hits->id = id;
	} else if (id.volume != hits->id.volume || id.number != hits->id.number) {
		hits->other = arena_strdup(im->arena, path);
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

/* a.b.C, then what C can be nested in: a.b, a. */
static void try_outer(struct import *im, const struct ast_file *from, const char *dotted,
		      struct hits *hits)
{
	for (size_t len = strlen(dotted); len && !hits->path;) {
		try_all(im, from, dotted, len, hits);
		do {
			len--;
		} while (len && dotted[len] != '.');
	}
}

static const char *tried_text(struct import *im, const struct ast_file *from, const char *dotted)
{
	struct emit text;
	struct hits hits = {.tried = &text};
	const char *copy;

	emit_init(&text);
	try_outer(im, from, dotted, &hits);
	copy = arena_strdup(im->arena, emit_text(&text));
	emit_free(&text);
	return copy;
}

struct ast_file *import_find(struct import *im, const struct ast_file *from,
			     struct source_range at, const char *dotted, const char **ret_tried)
{
	struct hits hits = {0};
	struct ast_file *file;

	if (ret_tried)
		*ret_tried = NULL;
	try_outer(im, from, dotted, &hits);
	if (hits.other) {
		diag_at(im->diag, DIAG_DUPLICATE_FILE, at, "'%s' is found twice: %s and %s", dotted,
			hits.path, hits.other);
		return NULL;
	}
	if (!hits.path) {
		if (ret_tried)
			*ret_tried = tried_text(im, from, dotted);
		return NULL;
	}
	file = load(im, at, hits.path, &hits.id);
	if (file && !file->input)
		file->root = hits.dir;
	return file;
}

bool import_exists(struct import *im, const struct ast_file *from, const char *dotted)
{
	struct hits hits = {0};

	try_all(im, from, dotted, strlen(dotted), &hits);
	return hits.path != NULL;
}
