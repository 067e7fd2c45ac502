/* SPDX-License-Identifier: MIT */
/*
 * import.h - finding, reading and parsing files, each one once
 *
 * The file system is reached through a reader, so that tests keep their files in
 * memory. What a name means is not known here: see sema/names.h.
 */
#pragma once

#include "base/diag.h"
#include "front/ast.h"

/** Two files are the same where all bytes of their ids are. */
struct import_id {
	uint64_t volume, number;
};

/** What there is in a folder, in the order of bytes; folders end in '/'. */
struct import_names {
	VEC(const char *) v;
};

struct import_reader {
	void *ctx;
	/** 0 where there is a file (not a folder) at path, with its id; else an errno. */
	int (*find)(void *ctx, const char *path, struct import_id *ret_id);
	/** Whether there is a folder at path; NULL: files are found without folders. */
	bool (*is_folder)(void *ctx, const char *path);
	/**
	 * What is in the folder ("" or with '/' at the end). False: unreadable, or more than most. NULL:
	 * nobody can know.
	 */
	bool (*list)(void *ctx, struct arena *arena, const char *folder, int most,
		     struct import_names *ret_names);
	/**
	 * The whole file in a buffer of the arena that has room for two bytes more; 0 or an
	 * errno, EFBIG where it is longer than SOURCE_MAX_BYTES.
	 */
	int (*read)(void *ctx, struct arena *arena, const char *path, char **ret_text,
		    size_t *ret_len);
};

/**
 * What several runs share: what there is at which path, and files that were parsed without a word.
 * A file belongs to the run that loaded it last: what earlier ones found out about it is gone.
 */
struct import_cache {
	struct arena *arena;
	struct intern *names;
	struct map lookups;	/* by interned path: struct import_lookup */
	struct map folders;	/* by interned path: whether it is there */
	struct arena trees;	/* parsed files and nothing else */
	struct map files;	/* by id: struct import_kept */
	int n_parsed;		/* how often a file was read and parsed */
};

void import_cache_init(struct import_cache *c, struct arena *arena, struct intern *names);
void import_cache_fini(struct import_cache *c);

struct import {
	struct arena *arena;
	struct import_cache *cache;	/* own, or one that lives longer than this */
	struct import_cache own;
	struct intern *names;
	struct diag *diag;
	const struct import_reader *reader;
	VEC(const char *) dirs;		/* "" or with a '/' at the end; each once */
	VEC(struct ast_file *) files;	/* in the order in which they were loaded */
	struct map by_id;		/* files by the interned text of their id */
	int n_near;			/* how often import_near() was asked */
};

void import_init(struct import *im, struct arena *arena, struct intern *names, struct diag *diag,
		 const struct import_reader *reader);

/** Shares with other runs, which end before cache does; to be called before anything is loaded. */
void import_share(struct import *im, struct import_cache *cache);

/** Adds an import directory as it was given; "." and "./x" mean what they do in a shell. */
void import_add_dir(struct import *im, const char *dir);

/** Loads a file of the command line. NULL: it could not be read, which was said. */
struct ast_file *import_input(struct import *im, const char *path);

/**
 * Loads a file of declarations by full names, as --preprocess writes them: each becomes a file of
 * its own package. False: it could not be read or is none, which was said.
 */
bool import_preprocessed(struct import *im, const char *path);

/**
 * Loads the file that should define a type, asked for by the file from at the place
 * at: for a.b.C the first of a/b/C.aidl, a/b.aidl, a.aidl that exists below an import
 * directory or the folder of from's own package. NULL: there is none, *ret_tried (where not NULL)
 * names the places, in text; or it could not be read or is there twice, which was said: *ret_tried
 * is NULL.
 */
struct ast_file *import_find(struct import *im, const struct ast_file *from,
			     struct source_range at, const char *dotted, const char **ret_tried);

/** Whether a/b/C.aidl for a.b.C exists where from's imports are looked for. */
bool import_exists(struct import *im, const struct ast_file *from, const char *dotted);
