/* SPDX-License-Identifier: MIT */
/*
 * json.c - see json.h
 */
#include "base/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

void json_init(struct json *j, struct emit *out, bool lines)
{
	*j = (struct json){.out = out, .lines = lines};
}

/* Between members, after an opening and before a closing bracket. */
static void separate(struct json *j, bool comma)
{
	bool lines = j->lines && j->one_line <= 0;

	if (comma)
		emit_raw(j->out, lines || !j->lines ? "," : ", ");
	if (lines)
		emit_raw(j->out, "\n");
}

static void begin_value(struct json *j, const char *key)
{
	if (j->depth)
		separate(j, j->filled);
	j->filled = true;
	if (!key)
		return;
	emit_raw(j->out, "\"");
	emit_raw(j->out, key);
	emit_raw(j->out, j->lines ? "\": " : "\":");
}

static void open_bracket(struct json *j, const char *key, const char *bracket)
{
	begin_value(j, key);
	emit_raw(j->out, bracket);
	emit_indent(j->out);
	j->depth++;
	j->filled = false;
	if (j->one_line < 0)
		j->one_line = j->depth;
}

static void close_bracket(struct json *j, const char *bracket)
{
	emit_dedent(j->out);
	if (j->filled)
		separate(j, false);
	emit_raw(j->out, bracket);
	if (j->one_line == j->depth)
		j->one_line = 0;
	j->depth--;
	j->filled = true;
}

void json_one_line(struct json *j)
{
	if (!j->one_line)
		j->one_line = -1;
}

void json_object(struct json *j, const char *key)
{
	open_bracket(j, key, "{");
}

void json_end_object(struct json *j)
{
	close_bracket(j, "}");
}

void json_array(struct json *j, const char *key)
{
	open_bracket(j, key, "[");
}

void json_end_array(struct json *j)
{
	close_bracket(j, "]");
}

/* Values */

static void write_escape(struct json *j, uint32_t code)
{
	static const char *const shorts[] = {
		['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f",
		['\r'] = "\\r", ['"'] = "\\\"", ['\\'] = "\\\\",
	};

	if (code < sizeof(shorts) / sizeof(shorts[0]) && shorts[code])
		emit_raw(j->out, shorts[code]);
	else
		emit_fmt(j->out, "\\u%04" PRIx32, code);
}

void json_text(struct json *j, const char *key, const char *s, size_t len)
{
	size_t plain = 0; /* start of what goes out as it is */

	begin_value(j, key);
	emit_raw(j->out, "\"");
	for (size_t i = 0; i < len;) {
		uint32_t code;
		bool valid;
		size_t n;

		if (s[i] >= ' ' && s[i] <= '~' && s[i] != '"' && s[i] != '\\') {
			i++;
			continue;
		}
		n = utf8_next(s + i, len - i, &code, &valid);
		if (!valid || code == '"' || code == '\\' || utf8_unprintable(code)) {
			emit_bytes(j->out, s + plain, i - plain);
			if (valid)
				write_escape(j, code);
			else
				emit_raw(j->out, UTF8_REPLACEMENT_TEXT);
			plain = i + n;
		}
		i += n;
	}
	emit_bytes(j->out, s + plain, len - plain);
	emit_raw(j->out, "\"");
}

void json_string(struct json *j, const char *key, const char *s)
{
	if (s)
		json_text(j, key, s, strlen(s));
	else
		json_null(j, key);
}

void json_number(struct json *j, const char *key, const char *number)
{
	begin_value(j, key);
	emit_raw(j->out, number);
}

void json_int(struct json *j, const char *key, int64_t n)
{
	begin_value(j, key);
	emit_fmt(j->out, "%" PRId64, n);
}

void json_bool(struct json *j, const char *key, bool b)
{
	json_number(j, key, b ? "true" : "false");
}

void json_null(struct json *j, const char *key)
{
	json_number(j, key, "null");
}
