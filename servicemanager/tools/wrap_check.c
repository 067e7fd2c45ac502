/* SPDX-License-Identifier: MIT */
/*
 * wrap_check.c - whether a library can be preloaded into a program
 *
 * It is the dynamic linker that preloads: a program without one never hears of it, one of another
 * machine has another one, and for a program that gains rights it ignores its user's wishes.
 */
#include "config.h"

#include "tools/wrap_check.h"

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

/* As the kernel has it: a script whose interpreter is a script whose ... */
#define SCRIPTS_MAX 4

static bool gains_rights(int fd, const char *path)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return false;
	if ((st.st_mode & S_ISUID) && st.st_uid != getuid())
		return true;
	if ((st.st_mode & S_ISGID) && (st.st_mode & S_IXGRP) && st.st_gid != getgid())
		return true;
	return getuid() && getxattr(path, "security.capability", NULL, 0) > 0;
}

static bool has_linker(int fd, const ElfW(Ehdr) * elf)
{
	ElfW(Phdr) segment;

	for (unsigned int i = 0; i < elf->e_phnum; i++) {
		off_t at = (off_t)(elf->e_phoff + (size_t)i * elf->e_phentsize);

		if (pread(fd, &segment, sizeof segment, at) != sizeof segment)
			break;
		if (segment.p_type == PT_INTERP)
			return true;
	}
	return false;
}

/* The machine that this program was made for. */
static bool is_our_machine(const ElfW(Ehdr) * elf)
{
	ElfW(Ehdr) own;
	int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
	bool same = fd < 0 || read(fd, &own, sizeof own) != sizeof own ||
		    (elf->e_machine == own.e_machine &&
		     elf->e_ident[EI_CLASS] == own.e_ident[EI_CLASS]);

	if (fd >= 0)
		close(fd);
	return same;
}

static const char *check_elf(int fd, const char *path, const ElfW(Ehdr) * elf)
{
	if (!is_our_machine(elf))
		return "made for another kind of processor, or for its other word size\n"
		       "  Use the hideglue of that kind.";
	if (gains_rights(fd, path))
		return "a program with more rights than you (setuid, setgid, or capabilities), into"
		       " which the system lets you preload nothing\n"
		       "  Run it as the user whose rights it takes, or a copy without them.";
	if (!has_linker(fd, elf))
		return "a static program, into which nothing can be preloaded\n"
		       "  Link it dynamically (without -static), or use a kernel driver.";
	return NULL;
}

/* The interpreter of the script that begins with @head. Return: whether it is one. */
static bool interpreter(const char *head, size_t n, char path[PATH_MAX])
{
	size_t from = 2, to;

	if (n < 3 || strncmp(head, "#!", 2) != 0)
		return false;
	while (from < n && (head[from] == ' ' || head[from] == '\t'))
		from++;
	for (to = from; to < n && !strchr(" \t\n", head[to]); to++)
		;
	if (to == from || to - from >= PATH_MAX)
		return false;
	memcpy(path, head + from, to - from);
	path[to - from] = '\0';
	return true;
}

const char *wrap_check(const char *path)
{
	char current[PATH_MAX];
	const char *why = NULL;
	bool script = strlen(path) < sizeof current;

	if (script)
		strcpy(current, path);
	for (int i = 0; script && i <= SCRIPTS_MAX; i++) {
		union {
			char bytes[PATH_MAX];
			ElfW(Ehdr) elf;
		} head;
		char next[PATH_MAX];
		int fd = open(current, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
		ssize_t n = fd < 0 ? -1 : read(fd, head.bytes, sizeof head);

		script = n > 0 && interpreter(head.bytes, (size_t)n, next);
		if (n >= (ssize_t)sizeof head.elf && memcmp(head.bytes, ELFMAG, SELFMAG) == 0)
			why = check_elf(fd, current, &head.elf);
		if (fd >= 0)
			close(fd);
		if (script)
			strcpy(current, next);
	}
	return why;
}
