/* SPDX-License-Identifier: MIT */
/*
 * near.c - what somebody may have meant whose import was not found
 *
 * Below each root the walk goes as deep as the name's folders are there, and reads that one folder.
 */
#include "front/near.h"

#include <string.h>

#include "base/suggest.h"

/* What a run may cost beside what it says. */
#define MOST_ANSWERS 16
#define MOST_ENTRIES 4096 /* of folders, for one answer */

struct search {
	struct import *im;
	const char *dotted;
	struct near found;
	int distance;		/* of found.name; its first component that differs */
	int budget;		/* entries that may still be read */
	/* below the root that is looked at */
	const char *folder;	/* the deepest one that is there, "" or with '/' */
	int begin;		/* where in dotted what is not there begins */
};

static int component_len(const char *dotted)
{
	return (int)strcspn(dotted, ".");
}

/* dotted as a path. */
static char *path_of(struct search *s, const char *dotted)
{
	char *path = arena_strdup(s->im->arena, dotted);

	for (char *c = path; *c; c++)
		if (*c == '.')
			*c = '/';
	return path;
}

static bool exists(struct search *s, const char *path)
{
	struct import_id id;

	return s->im->reader->find(s->im->reader->ctx, path, &id) == 0;
}

/* Sets folder and begin. */
static void descend(struct search *s, const char *root)
{
	const struct import_reader *reader = s->im->reader;

	s->folder = root;
	s->begin = 0;
	while (s->dotted[s->begin]) {
		int len = component_len(s->dotted + s->begin);
		const char *deeper = arena_fmt(s->im->arena, "%s%.*s", s->folder, len,
					       s->dotted + s->begin);

		if (!reader->is_folder(reader->ctx, deeper))
			break;
		s->folder = arena_fmt(s->im->arena, "%s/", deeper);
		s->begin += len + (s->dotted[s->begin + len] == '.');
	}
}

/* A type called name, if no nearer one is known. */
static void offer(struct search *s, int distance, const char *name)
{
	if (s->found.name && distance >= s->distance)
		return;
	s->found.name = name;
	s->distance = distance;
}

/* How far have is from the first component that was not found; -1: too far. */
static int distance_of(struct search *s, const char *have)
{
	const char *rest = s->dotted + s->begin;
	struct suggest near;

	suggest_init(&near, arena_fmt(s->im->arena, "%.*s", component_len(rest), rest));
	suggest_offer(&near, have);
	return near.best ? near.distance : -1;
}

/* Farther than any name that is only misspelt. */
#define ELSEWHERE 1000

static void look_at_folder(struct search *s, const char *name)
{
	const char *rest = s->dotted + s->begin;
	const char *behind = strchr(rest, '.');
	int distance = behind ? distance_of(s, name) : ELSEWHERE;
	const char *wanted = behind ? behind + 1 : rest;

	if (distance >= 0 && exists(s, arena_fmt(s->im->arena, "%s%s/%s.aidl", s->folder, name,
						 path_of(s, wanted))))
		offer(s, distance, arena_fmt(s->im->arena, "%.*s%s.%s", s->begin, s->dotted, name, wanted));
}

static void look_at_file(struct search *s, const char *name)
{
	int distance = strchr(s->dotted + s->begin, '.') ? -1 : distance_of(s, name);

	if (distance >= 0)
		offer(s, distance, arena_fmt(s->im->arena, "%.*s%s", s->begin, s->dotted, name));
}

/* C.aidl where a.b.x.C was asked for and there is no x in a.b. */
static void look_higher(struct search *s)
{
	const char *last = strrchr(s->dotted, '.');

	if (last && last >= s->dotted + s->begin &&
	    exists(s, arena_fmt(s->im->arena, "%s%s.aidl", s->folder, last + 1)))
		offer(s, ELSEWHERE, arena_fmt(s->im->arena, "%.*s%s", s->begin, s->dotted, last + 1));
}

static void look_below(struct search *s, const char *root)
{
	const struct import_reader *reader = s->im->reader;
	struct import_names names = {0};

	descend(s, root);
	if (!s->dotted[s->begin]) {
		s->found.is_package = true;
		return;
	}
	if (!reader->list(reader->ctx, s->im->arena, s->folder, s->budget, &names))
		return;
	s->budget -= names.v.n;
	for (int i = 0; i < names.v.n; i++) {
		const char *name = names.v.items[i];
		size_t len = strlen(name);

		if (name[len - 1] == '/')
			look_at_folder(s, arena_strndup(s->im->arena, name, len - 1));
		else if (len > 5 && strcmp(name + len - 5, ".aidl") == 0)
			look_at_file(s, arena_strndup(s->im->arena, name, len - 5));
	}
	look_higher(s);
}

struct near import_near(struct import *im, const struct ast_file *from, const char *dotted)
{
	struct search s = {.im = im, .dotted = dotted, .budget = MOST_ENTRIES};
	bool root_seen = false;

	if (!im->reader->list || !im->reader->is_folder || im->n_near++ >= MOST_ANSWERS)
		return s.found;
	for (int i = 0; i < im->dirs.n; i++) {
		root_seen |= im->dirs.items[i] == from->root;
		look_below(&s, im->dirs.items[i]);
	}
	if (!root_seen)
		look_below(&s, from->root);
	if (s.found.is_package)
		s.found.name = NULL;
	return s.found;
}
