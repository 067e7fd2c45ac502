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
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interrupt.h"

#define TEMP_SUFFIX 6

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

/*
 * Everything from fd, at most max bytes; 0 or an errno. exact: a file of the expected size, where
 * less than was asked for is the end.
 */
static int read_all(int fd, struct arena *arena, size_t expected, bool exact, size_t max,
		    char **ret_text, size_t *ret_len)
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
		if (exact && len == expected)
			break;
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
				 S_ISREG(st.st_mode), SOURCE_MAX_BYTES, ret_text, ret_len);
	close(fd);
	return error;
}

static bool is_folder(void *ctx, const char *path)
{
	struct stat st;

	/* Where nobody can know, the question is for each file. */
	return stat(path, &st) < 0 ? errno != ENOENT && errno != ENOTDIR : S_ISDIR(st.st_mode);
}

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

static bool list_names(void *ctx, struct arena *arena, const char *folder, int most,
		       struct import_names *ret_names)
{
	DIR *dir = opendir(*folder ? folder : ".");
	struct dirent *entry;
	bool few = true;

	(void)ctx;
	while (dir && few && (entry = readdir(dir))) {
		mode_t kind = kind_of(dir, entry->d_name);

		few = ret_names->v.n < most;
		if (entry->d_name[0] != '.' && few && (kind == S_IFDIR || kind == S_IFREG))
			vec_push(arena, &ret_names->v,
				 arena_fmt(arena, "%s%s", entry->d_name, kind == S_IFDIR ? "/" : ""));
	}
	if (!dir)
		return false;
	closedir(dir);
	qsort(ret_names->v.items, (size_t)ret_names->v.n, sizeof(*ret_names->v.items), by_bytes);
	return few;
}

const struct import_reader fileio_reader = {
	.find = find,
	.is_folder = is_folder,
	.list = list_names,
	.read = read_file,
};

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

static void fail(struct fileio_output *o, const char *what)
{
	o->failed = what;
	o->error = errno;
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

/* What is at the place of an output. */
enum place { PLACE_OTHER, PLACE_SAME, PLACE_DEVICE };

static enum place look(const struct fileio_output *o)
{
	int fd = open(o->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	enum place place = PLACE_OTHER;
	struct arena scratch = {0};
	struct stat st;
	size_t len = 0;
	char *text;

	if (fd < 0)
		return errno != ENOENT && stat(o->path, &st) == 0 && !S_ISREG(st.st_mode) &&
				       !S_ISDIR(st.st_mode) ? PLACE_DEVICE : PLACE_OTHER;
	if (fstat(fd, &st) == 0 && !S_ISREG(st.st_mode))
		place = S_ISDIR(st.st_mode) ? PLACE_OTHER : PLACE_DEVICE;
	else if ((size_t)st.st_size == emit_len(&o->text) &&
		 read_all(fd, &scratch, (size_t)st.st_size, true, (size_t)st.st_size, &text, &len) == 0 &&
		 len == emit_len(&o->text) && memcmp(text, emit_text(&o->text), len) == 0)
		place = PLACE_SAME;
	close(fd);
	arena_free(&scratch);
	return place;
}

static bool write_all(int fd, const char *text, size_t len)
{
	while (len) {
		ssize_t n = write(fd, text, len);

		if (n < 0 && errno == EINTR && !interrupt_came())
			continue;
		if (n < 0)
			return false;
		text += n;
		len -= (size_t)n;
	}
	return true;
}

/* The last part of a temporary name: differs between processes and between calls. */
static void temp_suffix(char suffix[TEMP_SUFFIX + 1])
{
	static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static atomic_uint calls;
	uint64_t n = ((uint64_t)getpid() << 20 | atomic_fetch_add(&calls, 1)) *
		     UINT64_C(0x9e3779b97f4a7c15);

	for (int i = 0; i < TEMP_SUFFIX; i++) {
		suffix[i] = digits[(n >> 32) % 62];
		n = n * UINT64_C(0x9e3779b97f4a7c15) + 1;
	}
	suffix[TEMP_SUFFIX] = '\0';
}

/* A new file beside path, with the mode that any file gets; its name is the caller's to free. */
static int open_temp(const char *path, char **ret_temp)
{
	size_t len = strlen(path);
	char *temp = malloc(len + 1 + TEMP_SUFFIX + 1);
	bool folders = false;
	int fd = -1;

	if (!temp)
		base_die("out of memory");
	memcpy(temp, path, len);
	temp[len] = '.';
	for (int tries = 0; fd < 0 && tries < 100; tries++) {
		temp_suffix(temp + len + 1);
		fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (fd >= 0 || errno == EEXIST)
			continue;
		if (errno != ENOENT || folders || !make_folders(path))
			break;
		folders = true;
	}
	*ret_temp = temp;
	return fd;
}

static void write_to(struct fileio_output *o, int fd)
{
	bool ok;

	if (fd < 0) {
		fail(o, "cannot create the file");
		free(o->temp);
		o->temp = NULL;
		return;
	}
	ok = write_all(fd, emit_text(&o->text), emit_len(&o->text));
	if (!ok)
		fail(o, "cannot write the file");
	if (close(fd) < 0 && ok)
		fail(o, "cannot write the file");
}

void fileio_stage(struct fileio_output *o)
{
	if (interrupt_came()) {
		errno = EINTR;
		fail(o, "not written");
		return;
	}
	if (o->make)
		o->make(o->ctx, &o->text);
	switch (look(o)) {
	case PLACE_SAME:
		break;
	case PLACE_DEVICE: /* a terminal, /dev/null: there is no file to replace */
		write_to(o, open(o->path, O_WRONLY | O_CLOEXEC));
		break;
	case PLACE_OTHER:
		write_to(o, open_temp(o->path, &o->temp));
		break;
	}
	emit_free(&o->text);
}

static bool say(struct diag *d, const struct fileio_output *o)
{
	return diag_file(d, DIAG_FILE_WRITE, o->path, "%s: %s", o->failed, strerror(o->error));
}

bool fileio_commit(struct diag *d, struct fileio_output *outputs, int n)
{
	for (int i = 0; i < n; i++)
		if (outputs[i].failed)
			return say(d, &outputs[i]);
	for (int i = 0; i < n; i++) {
		struct fileio_output *o = &outputs[i];

		if (!o->temp)
			continue;
		if (rename(o->temp, o->path) < 0) {
			fail(o, "cannot replace the file");
			return say(d, o);
		}
		free(o->temp);
		o->temp = NULL;
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
