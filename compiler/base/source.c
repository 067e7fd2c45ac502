/* SPDX-License-Identifier: MIT */
/*
 * source.c - indexes of a file: lines, UTF-16 units
 */
#include "base/source.h"

#include <string.h>

#include "base/utf8.h"

#define UNITS_EVERY 4096

struct source *source_adopt(struct arena *a, const char *path, char *text, size_t len)
{
	struct source *src = arena_new(a, struct source);

	if (len > SOURCE_MAX_BYTES)
		base_die("a source of %zu bytes", len);
	text[len] = text[len + 1] = '\0';
	src->path = path;
	src->text = text;
	src->len = (uint32_t)len;
	return src;
}

struct source *source_new(struct arena *a, const char *path, const char *text, size_t len)
{
	char *copy = arena_alloc(a, len + 2);

	memcpy(copy, text, len);
	return source_adopt(a, arena_strdup(a, path), copy, len);
}

/* The last place between characters at or before byte i * UNITS_EVERY, and the units before it. */
struct source_units {
	uint32_t offset, units;
};

struct source_index {
	const struct source *src;
	struct arena *arena;
	uint32_t *lines;		/* offset of each line's first byte */
	uint32_t n_lines;
	struct source_units *units;	/* NULL: nobody asked yet */
};

struct source_index *source_index_new(struct arena *a, const struct source *src)
{
	struct source_index *index = arena_new(a, struct source_index);
	const char *end = src->text + src->len;
	uint32_t n = 1;

	for (const char *s = src->text; (s = memchr(s, '\n', (size_t)(end - s))); s++)
		n++;
	index->src = src;
	index->arena = a;
	index->lines = arena_array(a, uint32_t, n);
	index->n_lines = n;
	n = 1;
	for (const char *s = src->text; (s = memchr(s, '\n', (size_t)(end - s))); s++)
		index->lines[n++] = (uint32_t)(s + 1 - src->text);
	return index;
}

struct source_pos source_locate(const struct source_index *index, uint32_t offset)
{
	const struct source *src = index->src;
	struct source_pos pos;
	uint32_t low = 0, high = index->n_lines;

	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;

		if (index->lines[mid] <= offset)
			low = mid;
		else
			high = mid;
	}
	pos.line = low + 1;
	pos.line_begin = index->lines[low];
	pos.line_end = low + 1 < index->n_lines ? index->lines[low + 1] - 1 : src->len;
	if (pos.line_end > pos.line_begin && src->text[pos.line_end - 1] == '\r')
		pos.line_end--;
	pos.column = offset - pos.line_begin + 1;
	return pos;
}

/* Goes on from a known place, through whole characters, as long as they end at or before offset. */
static struct source_units walk(const struct source *src, struct source_units at, uint32_t offset)
{
	while (at.offset < offset) {
		uint32_t code;
		size_t n = utf8_next(src->text + at.offset, src->len - at.offset, &code, NULL);

		if (n > offset - at.offset)
			break;
		at.offset += (uint32_t)n;
		at.units += code > 0xffff ? 2 : 1;
	}
	return at;
}

static void index_units(struct source_index *index)
{
	uint32_t n = index->src->len / UNITS_EVERY + 1;
	struct source_units at = {0, 0};

	index->units = arena_array(index->arena, struct source_units, n);
	for (uint32_t i = 1; i < n; i++) {
		at = walk(index->src, at, i * UNITS_EVERY);
		index->units[i] = at;
	}
}

static uint32_t units_before(struct source_index *index, uint32_t offset)
{
	if (!index->units)
		index_units(index);
	return walk(index->src, index->units[offset / UNITS_EVERY], offset).units;
}

uint32_t source_utf16(struct source_index *index, struct source_pos pos)
{
	struct source_units line = {.offset = pos.line_begin};
	uint32_t offset = pos.line_begin + pos.column - 1;

	if (pos.column <= UNITS_EVERY)
		return walk(index->src, line, offset).units + 1;
	return units_before(index, offset) - units_before(index, pos.line_begin) + 1;
}
