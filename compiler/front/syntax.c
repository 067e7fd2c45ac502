/* SPDX-License-Identifier: MIT */
/*
 * syntax.c - from what the parser could take to what a person wants to read
 */
#include "front/syntax.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define SHOWN 40

/* The token as written, or "the end of the file". */
static void describe_found(const struct build *b, const struct syntax_error *e, char *text,
			   size_t size)
{
	int len = (int)(e->at.end - e->at.begin);

	if (e->end)
		snprintf(text, size, "the end of the file");
	else
		snprintf(text, size, "'%.*s%s'", len > SHOWN ? SHOWN : len,
			 b->src->text + e->at.begin, len > SHOWN ? "..." : "");
}

static const char *thing(enum syntax_place place)
{
	switch (place) {
	case SYNTAX_PACKAGE:
		return "the package";
	case SYNTAX_IMPORT:
		return "the import";
	case SYNTAX_PARCELABLE:
		return "the parcelable";
	case SYNTAX_METHOD:
		return "the method";
	case SYNTAX_ARGS:
		return "the argument";
	case SYNTAX_FIELD:
		return "the field";
	case SYNTAX_CONSTANT:
		return "the constant";
	case SYNTAX_ENUMERATOR:
		return "the enumerator";
	case SYNTAX_ANNOTATION:
		return "the annotation";
	default:
		return "this";
	}
}

/* "';', ',' or a name" */
static void list_expected(const struct syntax_error *e, char *text, size_t size)
{
	size_t used = 0;

	text[0] = '\0';
	for (int i = 0; i < e->n_expected && used < size; i++) {
		const char *word = e->expected[i];
		const char *quote =
			isalpha((unsigned char)word[0]) && !strchr(word, ' ') ? "'" : "";
		const char *before = i == 0 ? "" : i == e->n_expected - 1 ? " or " : ", ";

		used += (size_t)snprintf(text + used, size - used, "%s%s%s%s", before, quote, word,
					 quote);
	}
}

static bool misses_semicolon(const struct syntax_error *e)
{
	return e->semicolon && e->place > SYNTAX_DECL;
}

static void describe_expected(const struct syntax_error *e, char *text, size_t size)
{
	if (misses_semicolon(e))
		snprintf(text, size, "expected ';' after %s", thing(e->place));
	else if (e->last == SYNTAX_AFTER_TYPE)
		snprintf(text, size, "expected the name of %s after its type", thing(e->place));
	else if (e->last == SYNTAX_AFTER_KIND)
		snprintf(text, size, "expected the name of the new type");
	else if (e->value)
		snprintf(text, size, "expected a value");
	else if (e->place == SYNTAX_INTERFACE_MEMBER && e->member)
		snprintf(text, size, "expected a method, a constant, a nested type or '}'");
	else if (e->place == SYNTAX_DATA_MEMBER && e->member)
		snprintf(text, size, "expected a field, a constant, a nested type or '}'");
	else if (e->place == SYNTAX_DECL && !e->name && e->member)
		snprintf(text, size, "expected 'interface', 'parcelable', 'enum' or 'union'");
	else if (e->place == SYNTAX_ARGS && e->name)
		snprintf(text, size, "expected an argument");
	else if (e->place == SYNTAX_METHOD && e->name)
		snprintf(text, size, "expected an argument or ')'");
	else if (e->name)
		snprintf(text, size, "expected a name");
	else
		list_expected(e, text + snprintf(text, size, "expected "), size - 9);
}

static bool expects(const struct syntax_error *e, const char *what)
{
	return e->n_expected == 1 && strcmp(e->expected[0], what) == 0;
}

/* A mistake that people make, seen by what stands there. */
static const char *hint(const struct build *b, const struct syntax_error *e)
{
	const char *found = b->src->text + e->at.begin;
	size_t len = e->at.end - e->at.begin;
	bool in_body = e->place == SYNTAX_INTERFACE_MEMBER || e->place == SYNTAX_DATA_MEMBER;

	if (e->end)
		return "";
	if (*found == ';' && e->member && (in_body || e->place == SYNTAX_DECL))
		return b->src->text[b->before.begin] == '}' ? ": no ';' follows a '}' in AIDL"
							    : ": one ';' is enough";
	if (*found == ';' && expects(e, "'{'"))
		return ": a oneway interface has a body";
	if (*found == '[' &&
	    (e->place == SYNTAX_FIELD || e->place == SYNTAX_ARGS || e->place == SYNTAX_METHOD))
		return ": AIDL writes an array as 'int[] name'";
	if (e->place == SYNTAX_METHOD && expects(e, "'('"))
		return ": an interface has methods and constants, no fields";
	if (*found == '=' && (e->place == SYNTAX_ARGS || e->place == SYNTAX_METHOD) &&
	    expects(e, "')'"))
		return ": arguments have no default values";
	if (*found == '*' && e->place == SYNTAX_IMPORT)
		return ": each type is imported by its name";
	if (*found == '@' && e->last == SYNTAX_AFTER_TYPE)
		return ": annotations stand before the type";
	if (*found == '@' && e->place == SYNTAX_ENUMERATOR)
		return ": enumerators take no annotations";
	if (!e->semicolon && len == 7 && strncmp(found, "package", len) == 0)
		return ": 'package' stands first in a file, once";
	if (!e->semicolon && len == 6 && strncmp(found, "import", len) == 0)
		return ": imports stand behind the package and before the first type";
	if ((e->place == SYNTAX_ARGS || e->place == SYNTAX_METHOD) && e->reserved &&
	    *found != 'c' && b->before.end > b->before.begin &&
	    b->src->text[b->before.begin] == '@')
		return ": the direction stands before the annotations";
	if (e->reserved && e->name)
		return ": it is a reserved word";
	return "";
}

void syntax_report(struct build *b, const struct syntax_error *e)
{
	char expected[300], found[80];
	struct build_span at = e->at;

	b->file->broken = true;
	if (b->cut_line && b->before.end == b->cut_line)
		return; /* what is missing here is in a literal that was not closed */
	describe_expected(e, expected, sizeof(expected));
	describe_found(b, e, found, sizeof(found));
	/* A missing ';' is missed where the line ended, not where the next one starts. */
	if (e->semicolon && b->before.end > b->before.begin &&
	    memchr(b->src->text + b->before.end, '\n', at.begin - b->before.end)) {
		at.begin = b->before.end;
		at.end = at.begin + 1;
	}
	diag_at(b->diag, DIAG_SYNTAX, build_range(b, at), "%s, found %s%s", expected, found,
		hint(b, e));
	if (misses_semicolon(e) && b->before.end > b->before.begin) {
		at.begin = at.end = b->before.end;
		diag_fix(b->diag, build_range(b, at), ";");
	}
}
