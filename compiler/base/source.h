/* SPDX-License-Identifier: MIT */
/*
 * source.h - the text of one file, and places in it
 *
 * A place is a pair of byte offsets; lines and columns are computed only when a
 * message is printed. Text may hold any bytes, NUL among them.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* A longer file is refused: no AIDL file is near it, and offsets stay 32 bits. */
#define SOURCE_MAX_BYTES ((size_t)64 << 20)

/* Read-only once it is there: runs of one process share it, and so do threads. */
struct source {
	const char *path;	/* as messages show it */
	const char *text;	/* terminated by two NUL, which are not counted */
	uint32_t len;
};

/** Bytes begin to end (exclusive) of src; src NULL: no place known. */
struct source_range {
	struct source *src;
	uint32_t begin;
	uint32_t end;
};

struct source_pos {
	uint32_t line;		/* from 1 */
	uint32_t column;	/* from 1, in bytes; a tab is one */
	uint32_t line_begin;	/* offset */
	uint32_t line_end;	/* offset of the line's end, before LF or CR LF */
};

/** Text is copied into the arena; len must be at most SOURCE_MAX_BYTES. */
struct source *source_new(struct arena *a, const char *path, const char *text, size_t len);

/** Like source_new() but with a buffer of the arena that has room for two bytes more after len. */
struct source *source_adopt(struct arena *a, const char *path, char *text, size_t len);

/** Who asks where things are in a source has an index of it, for one thread at a time. */
struct source_index;

/** In the arena; the source has to stay as long. Reads the text once. */
struct source_index *source_index_new(struct arena *a, const struct source *src);

/** Where offset is. */
struct source_pos source_locate(const struct source_index *index, uint32_t offset);

/**
 * The column of a place in UTF-16 units, from 1: a malformed sequence counts as one unit, a place
 * inside a character as its start. However long the line, the cost is small: for the first place
 * far to the right the text is read once more.
 */
uint32_t source_utf16(struct source_index *index, struct source_pos pos);
