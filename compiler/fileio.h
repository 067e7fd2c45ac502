/* SPDX-License-Identifier: MIT */
/*
 * fileio.h - files on disk: reading sources, replacing outputs
 */
#pragma once

#include "base/emit.h"
#include "front/import.h"

/** Reads the file system; ctx is not used. */
extern const struct import_reader fileio_reader;

struct fileio_list {
	VEC(const char *) v;
};

/**
 * The files below dir whose names end in suffix, relative to it, in the order of their bytes;
 * linked folders are not entered. False: there are none, or a folder could not be read; it was
 * said.
 */
bool fileio_list(struct diag *d, struct arena *arena, const char *dir, const char *suffix,
		 struct fileio_list *ret_files);

/**
 * A file to write: its text, or what makes it when it is written, in any thread and with no more
 * than ctx, which is read only.
 */
struct fileio_output {
	const char *path;
	struct emit text;
	void (*make)(const void *ctx, struct emit *out);	/* NULL: text is there */
	const void *ctx;
	/* of fileio_stage() */
	char *temp;		/* NULL: the file has this content already, or it failed */
	const char *failed;	/* what, NULL: nothing */
	int error;
};

/**
 * Makes the text and leaves it beside its place on disk, or nothing where the file is like it
 * already, and frees it. To be called once, from any thread.
 */
void fileio_stage(struct fileio_output *output);

/**
 * Puts all that was staged in its place, each file in one step, or none where one of them failed,
 * which is said. False: nothing was replaced, as long as it is not a rename that failed.
 */
bool fileio_commit(struct diag *d, struct fileio_output *outputs, int n);

/** Removes what is not in its place. */
void fileio_free(struct fileio_output *outputs, int n);
