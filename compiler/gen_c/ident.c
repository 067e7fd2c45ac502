/* SPDX-License-Identifier: MIT */
/*
 * ident.c - names in generated C
 */
#include "gen_c/ident.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "gen_c/ident_words.h"

/* The length of name without underscores at its end. */
static size_t stem(const char *name)
{
	size_t len = strlen(name);

	while (len > 1 && name[len - 1] == '_')
		len--;
	return len;
}

/* The length of what stands before the first underscore. */
static size_t first_word(const char *name)
{
	return strcspn(name, "_");
}

/* Whether text is one of starts, or one of them and an underscore and more. */
static bool belongs_to(const char *text, const struct intern *starts)
{
	for (size_t len = 1; text[0]; len++) {
		if (text[len] && text[len] != '_')
			continue;
		if (intern_find(starts, text, len))
			return true;
		if (!text[len])
			break;
	}
	return false;
}

/* FOO, FOO_BAR, L_tmpnam, st_mtime */
static bool is_like_macro(const char *name)
{
	size_t upper = 0;

	while (isupper((unsigned char)name[upper]) || isdigit((unsigned char)name[upper]))
		upper++;
	/* One letter is none, but for that of complex.h. */
	if ((upper > 1 || name[0] == 'I' || name[upper] == '_') && upper > 0 &&
	    (!name[upper] || name[upper] == '_'))
		return true;
	return ident_starts_like_macro(name);
}

/* What stands alone in C: name[0] == '_' is the implementation's. */
static const char *alone(struct arena *a, const char *name)
{
	if (name[0] == '_')
		return arena_fmt(a, "_4%s", name + 1);
	if (is_like_macro(name) || ident_listed(IDENT_EVERY_NAME, name, stem(name)))
		return arena_fmt(a, "%s_", name);
	return name;
}

/* Package components and types */

/* A part of a type's name: underscores doubled; one at the start is a 1, or behind the first part. */
static const char *part(struct arena *a, const char *name, size_t len, bool is_first)
{
	char *out = arena_alloc(a, len * 2 + 3), *to = out;
	bool leading = len > 1 && name[0] == '_';

	if (leading && !is_first)
		*to++ = '1';
	for (size_t i = leading; i < len; i++) {
		if (name[i] == '_')
			*to++ = '_';
		*to++ = name[i];
	}
	if (leading && is_first)
		to = (char *)memcpy(to, "_1", 2) + 2;
	*to = '\0';
	return out;
}

static bool is_camel_case(const char *name)
{
	if (!isupper((unsigned char)name[0]))
		return false;
	for (; *name; name++)
		if (islower((unsigned char)*name))
			return true;
	return false;
}

/* Whether names of the NDK, of aidl_support.h or of file-local functions start with the word. */
static bool is_taken_start(const char *word, size_t len)
{
	return (len > 1 && word[0] == 'A' && isupper((unsigned char)word[1])) ||
	       (len == 4 && memcmp(word, "aidl", 4) == 0) ||
	       (len == 8 && memcmp(word, "nullable", 8) == 0) ||
	       (len == 5 && memcmp(word, "class", 5) == 0) ||
	       (len == 6 && memcmp(word, "define", 6) == 0) ||
	       (len == 3 && (memcmp(word, "get", 3) == 0 || memcmp(word, "new", 3) == 0)) ||
	       ident_listed(IDENT_METHOD_FUNCTIONS, word, len) ||
	       ident_listed(IDENT_VALUE_FUNCTIONS, word, len);
}

/* The start that all names of a package have, with its last underscore; "" where there is none. */
static const char *package_prefix(struct arena *a, const char *package)
{
	const char *out = "";

	while (*package) {
		size_t len = strcspn(package, ".");
		bool is_first = !*out;

		out = arena_fmt(a, "%s%s%s_", out, part(a, package, len, is_first),
				is_first && is_taken_start(package, len) ? "_0" : "");
		package += len + (package[len] == '.');
	}
	return out;
}

static const char *chosen_prefix(const struct gen_c_options *opt, const char *package)
{
	for (int i = 0; opt && i < opt->n_prefixes; i++)
		if (strcmp(opt->prefixes[i][0], package) == 0)
			return opt->prefixes[i][1];
	return NULL;
}

/* Whether names of the C library may start as those of a package do: one of lower or upper case. */
static bool is_library_start(const char *package)
{
	size_t len = strcspn(package, "._");

	return ident_listed(IDENT_LIBRARY_STARTS, package, len) ||
	       strspn(package, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == len;
}

const char *ident_part(struct arena *a, const struct model_def *def)
{
	size_t word = first_word(def->name);
	bool taken = !def->is_tag &&
		     (ident_listed(IDENT_SUFFIXES, def->name, word) ||
		      ident_listed(IDENT_SUFFIX_STARTS, def->name, word) ||
		      ident_listed(IDENT_INTERFACE_STARTS, def->name, word) ||
		      ident_listed(IDENT_UNION_STARTS, def->name, word));

	return arena_fmt(a, "%s%s", taken ? "0" : "", part(a, def->name, strlen(def->name), false));
}

/* What is known of a type. */
struct ident_def {
	const char *type;	/* its C name */
	struct intern parts;	/* of the types in it, once has_parts is set */
	bool has_parts;
	struct map methods;
	struct intern functions;	/* what its methods are called, once has_functions is set */
	bool has_functions;
};

void ident_init(struct ident *id, const struct gen_c_options *opt, const struct model_file *file)
{
	memset(id, 0, sizeof(*id));
	id->opt = opt;
	id->file = file;
	intern_init(&id->talk, &id->arena);
	intern_init(&id->arg_names, &id->arena);
}

void ident_fini(struct ident *id)
{
	for (uint32_t i = 0; i < id->defs.cap; i++) {
		struct ident_def *known = id->defs.table[i].value;

		if (known) {
			intern_fini(&known->parts);
			intern_fini(&known->functions);
		}
	}
	intern_fini(&id->arg_names);
	intern_fini(&id->talk);
	arena_free(&id->arena);
}

static const char *type_name(struct ident *id, const struct model_def *def)
{
	const char *name = def->name, *prefix = chosen_prefix(id->opt, def->package);
	struct arena *a = &id->arena;
	size_t len = strlen(name);

	if (def->parent)
		return arena_fmt(a, "%s_%s", ident_type(id, def->parent), ident_part(a, def));
	if (prefix && *prefix)
		return arena_fmt(a, "%s%s", prefix, part(a, name, len, false));
	if (prefix || !*def->package)
		return arena_fmt(a, "%s%s", part(a, name, len, true),
				 is_camel_case(name) && !is_taken_start(name, first_word(name)) ?
					 "" : "_0");
	return arena_fmt(a, "%s%s%s", package_prefix(a, def->package),
			 !is_camel_case(name) && is_library_start(def->package) ? "0" : "",
			 part(a, name, len, false));
}

static struct ident_def *known(struct ident *id, const struct model_def *def)
{
	struct ident_def *d = map_get(&id->defs, def);

	if (!d) {
		d = arena_new(&id->arena, struct ident_def);
		d->type = type_name(id, def);
		map_put(&id->arena, &id->defs, def, d);
	}
	return d;
}

const char *ident_type(struct ident *id, const struct model_def *def)
{
	return known(id, def)->type;
}

/* Members */

/* The parts of the types in def. */
static const struct intern *parts(struct ident *id, const struct model_def *def)
{
	struct ident_def *d = known(id, def);

	if (!d->has_parts) {
		intern_init(&d->parts, &id->arena);
		for (int i = 0; i < def->n_nested; i++)
			intern_str(&d->parts, ident_part(&id->arena, def->nested[i]));
		d->has_parts = true;
	}
	return &d->parts;
}

/* Whether a member would stand among the names of a nested type or of the compiler. */
static bool meets(struct ident *id, const struct model_def *def, const char *name)
{
	size_t word = first_word(name);

	if (name[word] && (ident_listed(IDENT_SUFFIX_STARTS, name, word) ||
			   (def->kind == MODEL_DEF_INTERFACE &&
			    ident_listed(IDENT_INTERFACE_STARTS, name, word)) ||
			   (def->kind == MODEL_DEF_UNION &&
			    ident_listed(IDENT_UNION_STARTS, name, word))))
		return true;
	return def->n_nested && belongs_to(name, parts(id, def));
}

/* The name behind the type's: with a digit before it where it would meet another. */
static const char *apart(struct ident *id, const struct model_def *def, const char *name)
{
	return meets(id, def, name) ? arena_fmt(&id->arena, "2%s", name) : name;
}

const char *ident_method(struct ident *id, const struct model_def *def, const char *name)
{
	struct map *methods = &known(id, def)->methods;
	const char *c = map_get(methods, name);

	if (!c) {
		c = apart(id, def, ident_op(id, name));
		map_put(&id->arena, methods, name, (void *)c);
	}
	return c;
}

/* Whether a method of def is called so in C. */
static bool names_method(struct ident *id, const struct model_def *def, const char *name)
{
	struct ident_def *d = known(id, def);

	if (!d->has_functions) {
		intern_init(&d->functions, &id->arena);
		for (int i = 0; i < def->n_methods; i++)
			intern_str(&d->functions, ident_method(id, def, def->methods[i].name));
		d->has_functions = true;
	}
	return intern_find(&d->functions, name, strlen(name));
}

const char *ident_member(struct ident *id, const struct model_def *def, const char *name)
{
	size_t len = stem(name);

	if (ident_listed(IDENT_EVERY_NAME, name, len) || ident_listed(IDENT_SUFFIXES, name, len))
		name = arena_fmt(&id->arena, "%s_", name);
	name = apart(id, def, name);
	return names_method(id, def, name) ? arena_fmt(&id->arena, "3%s", name) : name;
}

const char *ident_op(struct ident *id, const char *name)
{
	const char *c = map_get(&id->ops, name);

	if (!c) {
		c = ident_listed(IDENT_SUFFIXES, name, stem(name)) ? arena_fmt(&id->arena, "%s_", name)
						       : ident_field(id, name);
		map_put(&id->arena, &id->ops, name, (void *)c);
	}
	return c;
}

/* Fields and arguments */

/* Whether name starts with the C name of a type of which there is talk in the file. */
static bool names_type(struct ident *id, const char *name)
{
	/* The usual argument is quickly told: without a package, types are in CamelCase. */
	if (islower((unsigned char)name[0]) && !strchr(name, '_') && !id->opt->n_prefixes)
		return false;
	if (!id->has_talk) {
		intern_str(&id->talk, ident_type(id, id->file->root));
		for (int i = 0; i < id->file->n_uses; i++)
			intern_str(&id->talk, ident_type(id, id->file->uses[i].def));
		id->has_talk = true;
	}
	return belongs_to(name, &id->talk);
}

/* aidl_x: the word that all names of aidl_support.h start with. */
static bool names_support(const char *name)
{
	return first_word(name) == 4 && memcmp(name, "aidl_", 5) == 0;
}

/* A digit behind the first word. */
static const char *broken(struct arena *a, const char *name)
{
	size_t word = first_word(name);

	return arena_fmt(a, "%.*s_2%s", (int)word, name, name + word + (name[word] == '_'));
}

static const char *field_name(struct ident *id, const char *name)
{
	const char *c = alone(&id->arena, name);

	/* In C++ a member must not be called like a type that the struct mentions. */
	if (c == name && (names_support(name) || names_type(id, name)))
		return broken(&id->arena, name);
	return c;
}

const char *ident_field(struct ident *id, const char *name)
{
	const char *c = map_get(&id->fields, name);

	if (!c) {
		c = field_name(id, name);
		map_put(&id->arena, &id->fields, name, (void *)c);
	}
	return c;
}

/* Whether a body that has the argument may call something of its name. */
static bool names_function(struct ident *id, const char *name)
{
	size_t word = first_word(name);
	const char *rest = name + word + (name[word] == '_');

	if (!name[word])
		return false;
	if (ident_listed(IDENT_METHOD_FUNCTIONS, name, word) ||
	    (name[0] == 'A' && isupper((unsigned char)name[1])))
		return true;
	return ident_listed(IDENT_VALUE_FUNCTIONS, name, word) &&
	       (ident_listed(IDENT_VALUE_WORDS, rest, first_word(rest)) || names_type(id, rest));
}

static const char *arg_name(struct ident *id, const char *name)
{
	const char *c = ident_field(id, name);

	if (c != name)
		return c;
	if (names_function(id, name))
		return broken(&id->arena, name);
	/* time_t and its kin: gcc warns of shadowed types. */
	if (ident_listed(IDENT_LOCALS, name, stem(name)) ||
	    (stem(name) > 2 && memcmp(name + stem(name) - 2, "_t", 2) == 0))
		return arena_fmt(&id->arena, "%s_", name);
	return name;
}

const char *ident_arg(struct ident *id, const char *name)
{
	const char *c = map_get(&id->args, name);

	if (!c) {
		c = arg_name(id, name);
		map_put(&id->arena, &id->args, name, (void *)c);
	}
	return c;
}

/* The set of m's argument names, kept until another method is asked for. */
static const struct intern *args_of(struct ident *id, const struct model_method *m)
{
	if (id->args_of != m) {
		intern_fini(&id->arg_names);
		intern_init(&id->arg_names, &id->arena);
		for (int i = 0; i < m->n_args; i++)
			intern_str(&id->arg_names, m->args[i].name);
		id->args_of = m;
	}
	return &id->arg_names;
}

/* More arguments than these are looked up in a set. */
#define FEW_ARGS 8

static bool is_arg(struct ident *id, const struct model_method *m, const char *name)
{
	if (m->n_args > FEW_ARGS)
		return intern_find(args_of(id, m), name, strlen(name));
	for (int i = 0; i < m->n_args; i++)
		if (strcmp(m->args[i].name, name) == 0)
			return true;
	return false;
}

const char *ident_local(struct ident *id, struct arena *a, const struct model_method *m,
			const char *word, const char *arg)
{
	const char *name = arena_fmt(a, "%s_%s", word, arg);

	for (const char *zeros = "0"; is_arg(id, m, name); zeros = arena_fmt(a, "%s0", zeros))
		name = arena_fmt(a, "%s_%s%s", word, zeros, arg);
	return name;
}
