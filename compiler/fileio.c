/* SPDX-License-Identifier: MIT */
/*
 * fileio.c - files on disk
 *
 * Outputs are written beside their place first and moved there when all of them
 * stand, so that a full disk or an interrupt leaves no half-written file behind a
 * name that make trusts.
 */
#include "fileio.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reading */

static int find(void *ctx, const char *path, struct import_id *ret_id)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return errno;
	if (S_ISDIR(st.st_mode))
		return EISDIR;
	ret_id->volume = (uint64_t)st.st_dev;
	ret_id->number = (uint64_t)st.st_ino;
	return 0;
}

/* Everything from fd, at most max bytes; 0 or an errno. */
static int read_all(int fd, struct arena *arena, size_t expected, size_t max, char **ret_text,
		    size_t *ret_len)
{
	size_t cap = expected + 1, len = 0;
	char *text = arena_alloc(arena, cap + 2);

	for (;;) {
		ssize_t n = read(fd, text + len, cap - len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		if (n == 0)
			break;
		len += (size_t)n;
		if (len > max)
			return EFBIG;
		if (len == cap) {
			char *more = arena_alloc(arena, cap * 2 + 2);

			memcpy(more, text, len);
			text = more;
			cap *= 2;
		}
	}
	*ret_text = text;
	*ret_len = len;
	return 0;
}

static int read_file(void *ctx, struct arena *arena, const char *path, char **ret_text,
		     size_t *ret_len)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), error;
	struct stat st;

	if (fd < 0)
		return errno;
	if (fstat(fd, &st) < 0)
		error = errno;
	else if (S_ISREG(st.st_mode) && st.st_size > (off_t)SOURCE_MAX_BYTES)
		error = EFBIG;
	else
		error = read_all(fd, arena, S_ISREG(st.st_mode) ? (size_t)st.st_size : 4096,
				 SOURCE_MAX_BYTES, ret_text, ret_len);
	close(fd);
	return error;
}

const struct import_reader fileio_reader = {.find = find, .read = read_file};

/* Listing */

static bool ends_in(const char *name, const char *suffix)
{
	size_t len = strlen(name), n = strlen(suffix);

	return len >= n && strcmp(name + len - n, suffix) == 0;
}

/* What a name in the open folder dir is: a folder, a file or something else. */
static mode_t kind_of(DIR *dir, const char *name)
{
	struct stat st;

	if (fstatat(dirfd(dir), name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return 0;
	if (S_ISLNK(st.st_mode))
		return fstatat(dirfd(dir), name, &st, 0) == 0 && S_ISREG(st.st_mode) ? S_IFREG : 0;
	return st.st_mode & S_IFMT;
}

/* One folder; those in it go to folders. */
static bool list_folder(struct diag *d, struct arena *arena, const char *top, const char *below,
			const char *suffix, struct fileio_list *folders, struct fileio_list *files)
{
	const char *path = arena_fmt(arena, "%s/%s", top, below);
	DIR *dir = opendir(path);
	struct dirent *entry;

	if (!dir)
		return diag_file(d, DIAG_FILE_OPEN, *below ? path : top, "cannot read the folder: %s",
				 strerror(errno));
	while ((entry = readdir(dir))) {
		mode_t kind = kind_of(dir, entry->d_name);

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (kind == S_IFDIR)
			vec_push(arena, &folders->v, arena_fmt(arena, "%s%s/", below, entry->d_name));
		else if (kind == S_IFREG && ends_in(entry->d_name, suffix))
			vec_push(arena, &files->v, arena_fmt(arena, "%s%s", below, entry->d_name));
	}
	closedir(dir);
	return true;
}

static int by_bytes(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

bool fileio_list(struct diag *d, struct arena *arena, const char *dir, const char *suffix,
		 struct fileio_list *ret_files)
{
	struct fileio_list folders = {0};

	vec_push(arena, &folders.v, "");
	for (int i = 0; i < folders.v.n; i++)
		if (!list_folder(d, arena, dir, folders.v.items[i], suffix, &folders, ret_files))
			return false;
	if (!ret_files->v.n)
		return diag_file(d, DIAG_FILE_OPEN, dir, "there is no file below it whose name ends in %s",
				 suffix);
	qsort(ret_files->v.items, (size_t)ret_files->v.n, sizeof(*ret_files->v.items), by_bytes);
	return true;
}

/* Writing */

static bool fail(struct diag *d, const char *path, const char *what)
{
	return diag_file(d, DIAG_FILE_WRITE, path, "%s: %s", what, strerror(errno));
}

static bool make_folders(const char *path)
{
	char *copy = strdup(path);
	bool ok = true;

	if (!copy)
		base_die("out of memory");
	for (char *s = copy + 1; ok && (s = strchr(s, '/')); s++) {
		*s = '\0';
		ok = mkdir(copy, 0777) == 0 || errno == EEXIST;
		*s = '/';
	}
	free(copy);
	return ok;
}

static bool same_content(const struct fileio_output *o)
{
	int fd = open(o->path, O_RDONLY | O_CLOEXEC);
	struct arena scratch = {0};
	struct stat st;
	size_t len = 0;
	char *text;
	bool same;

	if (fd < 0)
		return false;
	same = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	       (size_t)st.st_size == emit_len(&o->text) &&
	       read_all(fd, &scratch, (size_t)st.st_size, (size_t)st.st_size, &text, &len) == 0 &&
	       len == emit_len(&o->text) && memcmp(text, emit_text(&o->text), len) == 0;
	close(fd);
	arena_free(&scratch);
	return same;
}

static bool write_all(int fd, const char *text, size_t len)
{
	while (len) {
		ssize_t n = write(fd, text, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		text += n;
		len -= (size_t)n;
	}
	return true;
}

/* mkostemp() makes private files; outputs are as any file a compiler writes. */
static mode_t usual_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

static bool write_temp(struct diag *d, struct fileio_output *o)
{
	bool ok;
	int fd;

	if (asprintf(&o->temp, "%s.XXXXXX", o->path) < 0)
		base_die("out of memory");
	fd = mkostemp(o->temp, O_CLOEXEC);
	if (fd < 0) {
		free(o->temp);
		o->temp = NULL;
		return fail(d, o->path, "cannot create the file");
	}
	ok = write_all(fd, emit_text(&o->text), emit_len(&o->text)) &&
	     fchmod(fd, usual_mode()) == 0;
	if (close(fd) < 0 || !ok)
		return fail(d, o->path, "cannot write the file");
	return true;
}

bool fileio_write(struct diag *d, struct fileio_output *outputs, int n)
{
	for (int i = 0; i < n; i++) {
		struct fileio_output *o = &outputs[i];

		if (same_content(o))
			continue;
		if (!make_folders(o->path))
			return fail(d, o->path, "cannot create its folder");
		if (!write_temp(d, o))
			return false;
	}
	for (int i = 0; i < n; i++) {
		if (!outputs[i].temp)
			continue;
		if (rename(outputs[i].temp, outputs[i].path) < 0)
			return fail(d, outputs[i].path, "cannot replace the file");
		free(outputs[i].temp);
		outputs[i].temp = NULL;
	}
	return true;
}

void fileio_free(struct fileio_output *outputs, int n)
{
	for (int i = 0; i < n; i++) {
		if (outputs[i].temp)
			unlink(outputs[i].temp);
		free(outputs[i].temp);
		emit_free(&outputs[i].text);
	}
}
