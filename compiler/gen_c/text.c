/* SPDX-License-Identifier: MIT */
/*
 * text.c - pieces of C that every kind of type needs: lists, comments, constants
 */
#include "gen_c/gen.h"

#include <string.h>

#include "base/utf8.h"

void gen_init(struct gen *g, struct arena *arena, const struct model_file *file,
	      const struct gen_c_options *opt)
{
	memset(g, 0, sizeof(*g));
	g->arena = arena;
	g->file = file;
	emit_init(&g->before);
	intern_init(&g->helper_names, &g->keep);
	ident_init(&g->ident, opt, file);
}

void gen_fini(struct gen *g)
{
	intern_fini(&g->helper_names);
	emit_free(&g->before);
	arena_free(&g->keep);
	ident_fini(&g->ident);
}

const char *gen_type(struct gen *g, const struct model_def *def)
{
	return ident_type(&g->ident, def);
}

const char *gen_enumerator(struct gen *g, const struct model_def *def, const char *name)
{
	if (def->is_tag)
		return arena_fmt(g->arena, "%s_TAG_%s", gen_type(g, def->parent), name);
	return arena_fmt(g->arena, "%s_%s", gen_type(g, def), ident_member(&g->ident, def, name));
}

const char *gen_field(struct gen *g, const char *name)
{
	return ident_field(&g->ident, name);
}

const char *gen_arg(struct gen *g, const char *name)
{
	return ident_arg(&g->ident, name);
}

const char *gen_op(struct gen *g, const char *name)
{
	return ident_op(&g->ident, name);
}

const char *gen_method(struct gen *g, const struct model_def *def, const char *name)
{
	return ident_method(&g->ident, def, name);
}

const char *gen_stability(bool vintf)
{
	return vintf ? "AIDL_STABILITY_VINTF" : "AIDL_STABILITY_LOCAL";
}

const char *gen_join(struct gen *g, const char *first, const char *second)
{
	size_t n = strlen(first), len = n + strlen(second);
	char *text = arena_alloc(g->arena, len + 1);

	memcpy(text, first, n);
	memcpy(text + n, second, len - n);
	return text;
}

const char *gen_list(struct gen *g, const char *head, const char *const *items, int n,
		     const char *tail)
{
	size_t len = strlen(head) + strlen(tail) + 1;
	char *text, *to;

	for (int i = 0; i < n; i++)
		len += strlen(items[i]) + 2;
	text = arena_alloc(g->arena, len);
	to = stpcpy(text, head);
	for (int i = 0; i < n; i++)
		to = stpcpy(i ? stpcpy(to, ", ") : to, items[i]);
	strcpy(to, tail);
	return text;
}

void gen_step(struct emit *e, bool *first, const char *expr)
{
	emit_fmt(e, *first ? "r = %s;\n" : "if (r == STATUS_OK)\n\tr = %s;\n", expr);
	*first = false;
}

void gen_block(struct emit *e, const char *head, struct emit *body, const char *tail)
{
	const char *text = emit_text(body);
	const char *end = *text ? strchr(text, '\n') : NULL;
	bool braces = *tail || (end && end[1]);
	int level = e->level;

	if (!*text)
		return;
	emit_fmt(e, braces ? "%s {\n" : "%s\n", head);
	e->level = 0; /* body is indented already */
	emit_raw(e, text);
	e->level = level;
	if (braces)
		emit_fmt(e, "}%s\n", tail);
}

/* Columns of the tabs a line starts with, beyond one each. */
static size_t wider(const char *line)
{
	return strspn(line, "\t") * (EMIT_TAB - 1);
}

/* Whether the blank there is behind a comma or logical operator. */
static bool is_break(const char *line, size_t i)
{
	return line[i] == ' ' && (line[i - 1] == ',' || (line[i - 1] == '&' && line[i - 2] == '&') ||
				  (line[i - 1] == '|' && line[i - 2] == '|'));
}

/* The last of them before end that is not in a string, else the first. */
static size_t break_outside_strings(const char *line, size_t len, size_t end)
{
	bool quoted = false;
	size_t best = 0;

	for (size_t i = 0; i < len && (i < end || !best); i++) {
		if (line[i] == '"' && (i == 0 || line[i - 1] != '\\'))
			quoted = !quoted;
		if (!quoted && i >= 2 && is_break(line, i))
			best = i;
	}
	return best;
}

/*
 * Where to break a line that starts in this column: behind the last comma or logical operator that
 * fits, else the first; 0: nowhere.
 */
static size_t break_at(const char *line, size_t len, size_t column)
{
	size_t start = column + wider(line), end = start < MAX_COLUMNS ? MAX_COLUMNS - start : 0;

	if (end > len)
		end = len;
	if (memchr(line, '"', len))
		return break_outside_strings(line, len, end);
	for (size_t i = end; i-- > 2;)
		if (is_break(line, i))
			return i;
	for (size_t i = end > 2 ? end : 2; i < len; i++)
		if (is_break(line, i))
			return i;
	return 0;
}

/* Whether it goes past the last column. */
static bool is_long(const char *line, size_t len, size_t column)
{
	return column + wider(line) + len > MAX_COLUMNS;
}

/* What is broken off goes to lines of their own with two tabs more. */
static void break_line(struct emit *out, const char *line, size_t len)
{
	size_t n_tabs = strspn(line, "\t"), column = 0, at;
	const char *tabs = line;

	while (is_long(line, len, column) && line[column ? 0 : n_tabs] != '/' &&
	       line[column ? 0 : n_tabs] != ' ' && line[column ? 0 : n_tabs] != '#') {
		at = break_at(line, len, column);
		if (!at)
			break;
		emit_bytes(out, line, at);
		emit_bytes(out, "\n", 1);
		line += at + 1;
		len -= at + 1;
		emit_bytes(out, tabs, n_tabs);
		emit_bytes(out, "\t\t", 2);
		column = (n_tabs + 2) * EMIT_TAB;
	}
	emit_bytes(out, line, len);
}

void gen_break_lines(struct emit *out)
{
	emit_break_lines(out, MAX_COLUMNS, break_line);
}

/* Nothing but ASCII, as most text is. */
static bool is_plain(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text - 0x20u > 0x7e - 0x20 && !strchr("\t\r\n", *text))
			return false;
	return true;
}

/*
 * Text of a comment as compilers take it without a word: what is no UTF-8, or hides or reorders what
 * the reader sees, becomes '?'.
 */
static const char *visible(struct gen *g, const char *text)
{
	size_t len = strlen(text), n;
	char *out, *to;

	if (is_plain(text))
		return text;
	out = to = arena_alloc(g->arena, len + 1);
	for (; len > 0; text += n, len -= n) {
		uint32_t code;
		bool valid;

		n = utf8_next(text, len, &code, &valid);
		if (valid && (!utf8_unprintable(code) || strchr("\t\r\n", (int)code))) {
			memcpy(to, text, n);
			to += n;
		} else {
			*to++ = '?';
		}
	}
	*to = '\0';
	return out;
}

/* One line of a comment; what would end the comment, or seem to begin one, is taken apart. */
static void doc_line(struct gen *g, struct emit *e, const char *line, size_t len)
{
	char *text = arena_strndup(g->arena, line, len);

	while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t' || text[len - 1] == '\r'))
		text[--len] = '\0';
	for (char *p = strstr(text, "*/"); p; p = strstr(p, "*/"))
		p[0] = '+';
	for (char *p = strstr(text, "/*"); p; p = strstr(p, "/*"))
		p[1] = '+';
	emit_fmt(e, len ? " * %s\n" : " *\n", text);
}

static void doc_lines(struct gen *g, struct emit *e, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		doc_line(g, e, text, len);
		text += len + (text[len] == '\n');
	}
}

void gen_doc(struct gen *g, struct emit *e, const struct model_doc *doc, const char *more)
{
	const char *text = doc->text ? visible(g, doc->text) : "";
	const char *deprecated = NULL, *only;

	if (doc->deprecated && !strstr(text, "@deprecated"))
		deprecated = arena_fmt(g->arena, "@deprecated%s%s", *doc->deprecated ? " " : "",
				       visible(g, doc->deprecated));
	if (!*text && !deprecated && !more)
		return;
	only = *text ? text : deprecated ? deprecated : more;
	if (!strchr(only, '\n') && !strstr(only, "*/") && !strstr(only, "/*") &&
	    !!*text + !!deprecated + !!more == 1) {
		emit_fmt(e, "/** %s */\n", only);
		return;
	}
	emit(e, "/**\n");
	doc_lines(g, e, text);
	if (deprecated)
		doc_lines(g, e, deprecated);
	if (more && *text)
		emit(e, " *\n");
	if (more)
		doc_lines(g, e, more);
	emit(e, " */\n");
}

const char *gen_string_literal(struct gen *g, const char *s, size_t len)
{
	char *out = arena_alloc(g->arena, len * 4 + 3), *to = out;

	*to++ = '"';
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == '"' || c == '\\' || (c == '?' && i && s[i - 1] == '?')) {
			*to++ = '\\';
			*to++ = (char)c;
		} else if (c == '\n' || c == '\t') {
			*to++ = '\\';
			*to++ = c == '\n' ? 'n' : 't';
		} else if (c < 0x20 || c == 0x7f) {
			/* Three octal digits end by themselves, whatever follows. */
			*to++ = '\\';
			*to++ = (char)('0' + (c >> 6));
			*to++ = (char)('0' + (c >> 3 & 7));
			*to++ = (char)('0' + (c & 7));
		} else {
			*to++ = (char)c;
		}
	}
	*to++ = '"';
	return out;
}

static const char *integer(struct gen *g, enum model_base base, int64_t i)
{
	if (base == MODEL_CHAR && i >= ' ' && i <= '~')
		return arena_fmt(g->arena, i == '\'' || i == '\\' ? "'\\%c'" : "'%c'", (char)i);
	if (base == MODEL_LONG && i == INT64_MIN)
		return "INT64_MIN";
	if (base == MODEL_LONG)
		return arena_fmt(g->arena, "INT64_C(%lld)", (long long)i);
	if (base == MODEL_INT && i == INT32_MIN)
		return "INT32_MIN";
	return arena_fmt(g->arena, "%lld", (long long)i);
}

static const char *floating(struct gen *g, enum model_base base, const char *text)
{
	bool whole = strspn(text, "+-0123456789") == strlen(text);

	return arena_fmt(g->arena, "%s%s%s", text, whole ? ".0" : "",
			 base == MODEL_FLOAT ? "f" : "");
}

const char *gen_literal(struct gen *g, struct ctype t, const struct model_value *v)
{
	enum model_base base = t.base == MODEL_ENUM ? t.def->backing : t.base;

	switch (v->kind) {
	case MODEL_VALUE_BOOL:
		return v->i ? "true" : "false";
	case MODEL_VALUE_INT:
		if (base == MODEL_FLOAT || base == MODEL_DOUBLE)
			return arena_fmt(g->arena, "%lld.0%s", (long long)v->i,
					 base == MODEL_FLOAT ? "f" : "");
		return integer(g, base, v->i);
	case MODEL_VALUE_FLOATING:
		return floating(g, base, v->text);
	case MODEL_VALUE_STRING:
		return gen_string_literal(g, v->s, v->len);
	case MODEL_VALUE_ENUMERATOR:
		return gen_enumerator(g, v->enum_def, v->enumerator->name);
	default:
		return "0";
	}
}

/* As the value of a macro: with its type, and safe inside an expression. */
static const char *macro_value(struct gen *g, struct ctype t, const struct model_value *v)
{
	const char *text = gen_literal(g, t, v);

	if (t.base == MODEL_BYTE || t.base == MODEL_CHAR)
		return arena_fmt(g->arena, "((%s)%s)", ctype_single(g, t), text);
	return text[0] == '-' ? arena_fmt(g->arena, "(%s)", text) : text;
}

void gen_constants(struct gen *g, struct emit *e, const struct model_def *def)
{
	for (int i = 0; i < def->n_constants; i++) {
		const struct model_constant *c = &def->constants[i];

		gen_doc(g, e, &c->doc, NULL);
		emit_fmt(e, "#define %s_%s %s\n", gen_type(g, def), ident_member(&g->ident, def, c->name),
			 macro_value(g, ctype_of(&c->type), &c->value));
	}
	if (def->n_constants)
		emit(e, "\n");
}
