/* SPDX-License-Identifier: MIT */
/*
 * diag_json.c - messages as JSON, for editors and CI
 *
 * One document on one line, so that the output of many runs is JSON Lines. What
 * the members mean, and what may change, is in docs/diagnostics-json.md.
 */
#include "base/diag_message.h"
#include "base/json.h"

#define SCHEMA "hideglue-diagnostics-1"

static void write_pos(struct json *j, struct diag *d, const char *key, struct source *src,
		      uint32_t offset)
{
	struct source_index *index = diag_index(d, src);
	struct source_pos pos = source_locate(index, offset);

	json_object(j, key);
	json_int(j, "line", pos.line);
	json_int(j, "column", pos.column);
	json_int(j, "utf16", source_utf16(index, pos));
	json_int(j, "offset", offset);
	json_end_object(j);
}

static void write_place(struct json *j, struct diag *d, struct source_range at, const char *path)
{
	json_string(j, "file", at.src ? at.src->path : path);
	if (!at.src) {
		json_null(j, "range");
		return;
	}
	json_object(j, "range");
	write_pos(j, d, "start", at.src, at.begin);
	write_pos(j, d, "end", at.src, at.end > at.begin ? at.end : at.begin);
	json_end_object(j);
}

static void write_notes(struct json *j, struct diag *d, const struct diag_message *note)
{
	json_array(j, "notes");
	for (; note; note = note->note) {
		json_object(j, NULL);
		json_string(j, "message", note->text);
		write_place(j, d, note->at, note->path);
		json_end_object(j);
	}
	json_end_array(j);
}

static void write_fixes(struct json *j, struct diag *d, const struct diag_fix *fix)
{
	json_array(j, "fixes");
	for (; fix; fix = fix->next) {
		json_object(j, NULL);
		write_place(j, d, fix->at, NULL);
		json_string(j, "text", fix->text);
		json_end_object(j);
	}
	json_end_array(j);
}

static void write_message(struct json *j, struct diag *d, const struct diag_message *m)
{
	json_object(j, NULL);
	json_string(j, "severity", m->severity == DIAG_ERROR ? "error" : "warning");
	json_string(j, "id", m->name);
	json_string(j, "message", m->text);
	write_place(j, d, m->at, m->path);
	write_notes(j, d, m->note);
	write_fixes(j, d, m->fix);
	json_end_object(j);
}

void diag_json(struct diag *d)
{
	struct emit text;
	struct json j;

	emit_init(&text);
	json_init(&j, &text, false);
	json_object(&j, NULL);
	json_string(&j, "schema", SCHEMA);
	json_array(&j, "messages");
	for (int i = 0; i < d->messages.n; i++)
		write_message(&j, d, d->messages.items[i]);
	json_end_array(&j);
	json_int(&j, "errors", d->n_errors);
	json_int(&j, "warnings", d->n_warnings);
	json_int(&j, "hidden", d->n_errors + d->n_warnings - d->messages.n);
	json_end_object(&j);
	fprintf(d->out, "%s\n", emit_text(&text));
	emit_free(&text);
}
