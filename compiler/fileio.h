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

/** A file to write: text is taken over from an emitter that is then empty. */
struct fileio_output {
	const char *path;
	struct emit text;
	char *temp;		/* of fileio_write() */
};

/**
 * Writes all or none: makes missing folders, leaves a file alone that has this content
 * already, else replaces it in one step. False: nothing was replaced, as long as it is not a
 * rename that failed; what went wrong was said.
 */
bool fileio_write(struct diag *d, struct fileio_output *outputs, int n);

void fileio_free(struct fileio_output *outputs, int n);
