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

static bool expects(const struct syntax_error *e, const char *what)
{
	return e->n_expected == 1 && strcmp(e->expected[0], what) == 0;
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
	else if (e->name && (e->place == SYNTAX_TYPES ||
			     (e->last == SYNTAX_AFTER_LESS && e->member)))
		snprintf(text, size, "expected a type");
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
	else if (e->place == SYNTAX_METHOD && expects(e, "')'"))
		snprintf(text, size, "expected ',' or ')'");
	else if (e->name)
		snprintf(text, size, "expected a name");
	else
		list_expected(e, text + snprintf(text, size, "expected "), size - 9);
}

static bool is_word(const struct build *b, struct build_span at, const char *word)
{
	return at.end - at.begin == strlen(word) &&
	       memcmp(b->src->text + at.begin, word, strlen(word)) == 0;
}

/* "static int x": the word was taken for a type and what follows it for a name. */
static bool stands_as_type(const struct build *b, const struct syntax_error *e, const char *word)
{
	uint32_t behind = b->type.end;

	behind += (uint32_t)strspn(b->src->text + behind, " \t\r\n");
	return b->type.end && b->before.begin == behind && is_word(b, b->type, word) &&
	       (isalpha((unsigned char)b->src->text[e->at.begin]) ||
		b->src->text[e->at.begin] == '<');
}

/* Words of other languages, where they stand alone or look like the type of a member. */
static const char *foreign_hint(const struct build *b, const struct syntax_error *e)
{
	static const struct {
		const char *word, *hint;
	} words[] = {
		{"public", ": AIDL has no 'public', whatever a file declares is"},
		{"private", ": AIDL has no 'private', whatever a file declares is public"},
		{"protected", ": AIDL has no 'protected', whatever a file declares is public"},
		{"static", ": AIDL has no 'static'"},
		{"final", ": AIDL has no 'final'; a constant is 'const TYPE NAME = VALUE;'"},
		{"abstract", ": AIDL has no 'abstract'"},
		{"virtual", ": AIDL has no 'virtual'"},
		{"extends", ": AIDL has no inheritance"},
		{"implements", ": AIDL has no inheritance"},
		{"throws", ": every method can fail, AIDL does not declare how"},
		{"class", ": AIDL has 'parcelable' for data and 'interface' for methods"},
		{"struct", ": AIDL says 'parcelable'"},
		{"typedef", ": AIDL has no 'typedef'"},
		{"unsigned", ": AIDL has no unsigned types; a value of the next larger type holds all of one"},
		{"long", ": 'long' has 64 bits"},
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (is_word(b, e->at, words[i].word) || stands_as_type(b, e, words[i].word))
			return words[i].hint;
	return NULL;
}

/* A mistake that people make, seen by what stands there. */
static const char *hint(const struct build *b, const struct syntax_error *e)
{
	const char *found = b->src->text + e->at.begin;
	size_t len = e->at.end - e->at.begin;
	bool in_body = e->place == SYNTAX_INTERFACE_MEMBER || e->place == SYNTAX_DATA_MEMBER;

	const char *foreign;

	if (e->end)
		return "";
	foreign = foreign_hint(b, e);
	if (foreign)
		return foreign;
	if (*found == '{' && e->place == SYNTAX_METHOD && e->semicolon)
		return ": methods have no body in AIDL";
	if (*found == '(' && e->place == SYNTAX_FIELD)
		return ": a parcelable has fields and constants, no methods";
	if (*found == ',' && e->place == SYNTAX_FIELD && e->semicolon)
		return ": each field has a type of its own";
	if (*found == '"' && e->place == SYNTAX_IMPORT)
		return ": a type is imported by its full name, as in 'import a.b.Type;'";
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
	if ((e->place == SYNTAX_ARGS || e->place == SYNTAX_METHOD) && e->reserved &&
	    *found != 'c' && b->before.end > b->before.begin &&
	    b->src->text[b->before.begin] == '@')
		return ": the direction stands before the annotations";
	if (e->reserved && e->name)
		return ": it is a reserved word";
	return "";
}

/* Whether the line ended before the token. */
static bool ends_line(const struct build *b, const struct syntax_error *e)
{
	return b->before.end > b->before.begin &&
	       memchr(b->src->text + b->before.end, '\n', e->at.begin - b->before.end);
}

void syntax_report(struct build *b, const struct syntax_error *e)
{
	char expected[300], found[80];
	struct build_span at = e->at;

	b->file->broken = true;
	b->file->types_lost |= e->place < SYNTAX_METHOD && !misses_semicolon(e);
	b->cut_short = !ends_line(b, e);
	if (b->cut_line && b->before.end == b->cut_line)
		return; /* what is missing here is in a literal that was not closed */
	describe_expected(e, expected, sizeof(expected));
	describe_found(b, e, found, sizeof(found));
	/* A missing ';' is missed where the line ended, not where the next one starts. */
	if (e->semicolon && ends_line(b, e)) {
		at.begin = b->before.end;
		at.end = at.begin + 1;
	}
	diag_at(b->diag, DIAG_SYNTAX, build_range(b, at), "%s, found %s%s", expected, found,
		hint(b, e));
	if (misses_semicolon(e) && (ends_line(b, e) || b->src->text[e->at.begin] == '}')) {
		at.begin = at.end = b->before.end;
		diag_fix(b->diag, build_range(b, at), ";");
	}
}
