/* SPDX-License-Identifier: MIT */
/*
 * names.c - scopes: nested types, imports, the file's own types, full names
 *
 * A simple name means, in this order: a type nested in an enclosing type, an
 * import, a top-level type of the file, a type without package. There is no
 * lookup in the file's package; a message says so where that was meant.
 */
#include "sema/names.h"

#include <string.h>

#include "base/suggest.h"
#include "front/near.h"
#include "sema/references.h"

/* Longer full names are refused: the binder driver sends them with every call. */
#define MAX_QUALIFIED 500

static const char *const ignored_imports[] = {
	"android.os.IInterface", "android.os.IBinder", "android.os.Parcelable",
	"android.os.Parcel", "android.content.Context", "java.lang.String",
	"java.lang.CharSequence", "java.util.List", "java.util.Map",
	"android.os.ParcelFileDescriptor",
};

bool names_unsure(const struct ast_decl *decl)
{
	return decl->file->broken;
}

/* Entering declarations */

static const char *join(struct sema *s, const char *left, const char *right)
{
	char small[2 * MAX_QUALIFIED + 2];
	size_t l = strlen(left), r = strlen(right);

	if (!l)
		return right;
	if (l + r + 2 > sizeof(small))
		return NULL;
	memcpy(small, left, l);
	small[l] = '.';
	memcpy(small + l + 1, right, r);
	return intern(s->names, small, l + 1 + r);
}

static void add_union_tag(struct sema *s, struct ast_decl *u)
{
	struct ast_decl *tag = arena_new(s->arena, struct ast_decl);

	tag->kind = AST_ENUM;
	tag->name = (struct ast_name){intern_str(s->names, "Tag"), u->name.at};
	tag->file = u->file;
	tag->parent = u;
	tag->depth = u->depth + 1;
	tag->union_tag = true;
	tag->qualified = join(s, u->qualified, tag->name.s);
	for (int i = 0; i < u->fields.n; i++) {
		struct ast_enumerator *e = arena_new(s->arena, struct ast_enumerator);

		e->name = u->fields.items[i]->name;
		e->comments = u->fields.items[i]->comments;
		e->owner = tag;
		e->index = i;
		vec_push(s->arena, &tag->enumerators, e);
		map_put(s->arena, &tag->values_by_name, e->name.s, e);
	}
	if (!tag->qualified)
		return;
	u->tag = tag;
	map_put(s->arena, &u->nested_by_name, tag->name.s, tag);
	map_put(s->arena, &s->types, tag->qualified, tag);
}

/* A file of its own defines a type, whatever -p says of it; the first -p file does else. */
static bool same_twice(const struct ast_decl *before, const struct ast_decl *d)
{
	return before->file != d->file &&
	       (before->file->preprocessed || d->file->preprocessed);
}

/* What -p declares without a body can be named without its package. */
static void enter_short(struct sema *s, struct ast_decl *d)
{
	if (d->file->preprocessed && d->unstructured && !map_get(&s->types, d->name.s))
		map_put(s->arena, &s->types, d->name.s, d);
}

static bool enter_decl(struct sema *s, struct ast_decl *d)
{
	struct ast_decl *before;

	d->qualified = join(s, d->parent ? d->parent->qualified : d->file->package.s, d->name.s);
	if (!d->qualified || strlen(d->qualified) > MAX_QUALIFIED) {
		d->qualified = NULL;
		return diag_at(s->diag, DIAG_LONG_NAME, d->name.at,
			       "the full name of this type has more than %d characters", MAX_QUALIFIED);
	}
	before = map_get(&s->types, d->qualified);
	if (before && same_twice(before, d)) {
		if (d->file->preprocessed)
			return false;
		before = NULL;
	}
	if (before && before->union_tag)
		return diag_at(s->diag, DIAG_DUPLICATE_TYPE, d->name.at,
			       "every union has a type 'Tag' already, the list of its fields");
	if (before) {
		diag_at(s->diag, DIAG_DUPLICATE_TYPE, d->name.at, "type '%s' is defined twice",
			d->qualified);
		diag_note(s->diag, before->name.at, "first defined here");
		return false;
	}
	map_put(s->arena, &s->types, d->qualified, d);
	enter_short(s, d);
	if (d->parent)
		map_put(s->arena, &d->parent->nested_by_name, d->name.s, d);
	return true;
}

static void enter_values(struct sema *s, struct ast_decl *d)
{
	for (int i = 0; i < d->constants.n; i++)
		if (!map_get(&d->values_by_name, d->constants.items[i]->name.s))
			map_put(s->arena, &d->values_by_name, d->constants.items[i]->name.s,
				d->constants.items[i]);
	for (int i = 0; i < d->enumerators.n; i++)
		if (!map_get(&d->values_by_name, d->enumerators.items[i]->name.s))
			map_put(s->arena, &d->values_by_name, d->enumerators.items[i]->name.s,
				d->enumerators.items[i]);
}

/* Where there are no fields, the Tag is written. */
static void adopt_tag(struct sema *s, struct ast_decl *u)
{
	u->tag = map_get(&u->nested_by_name, intern_str(s->names, "Tag"));
	if (u->tag)
		u->tag->union_tag = u->tag->kind == AST_ENUM;
}

static void enter_tree(struct sema *s, struct ast_decl *d)
{
	enter_values(s, d);
	if (!enter_decl(s, d))
		return;
	if (d->kind == AST_UNION && !d->file->preprocessed)
		add_union_tag(s, d);
	for (int i = 0; i < d->nested.n; i++)
		enter_tree(s, d->nested.items[i]);
	if (d->kind == AST_UNION && d->file->preprocessed)
		adopt_tag(s, d);
}

void names_enter(struct sema *s, struct ast_file *file)
{
	if (file->entered)
		return;
	file->entered = true;
	for (int i = 0; i < file->imports.n; i++) {
		struct ast_import *imp = file->imports.items[i];

		if (!map_get(&file->imports_by_last, imp->last))
			map_put(s->arena, &file->imports_by_last, imp->last, imp);
	}
	for (int i = 0; i < file->decls.n; i++)
		enter_tree(s, file->decls.items[i]);
}

/* Loading */

static void depend(struct sema *s, struct ast_file *from, struct ast_file *on)
{
	if (from == on || map_get(&from->deps, on))
		return;
	map_put(s->arena, &from->deps, on, on);
	vec_push(s->arena, &from->dep_list, on);
}

/* The known type of this full name, or the one the file for it defines. */
static struct ast_decl *load_type(struct sema *s, struct ast_file *from, struct ast_name name,
				  const char **ret_tried, bool *ret_said)
{
	struct ast_decl *d = map_get(&s->types, name.s);
	int errors = s->diag->n_errors;
	struct ast_file *file;

	*ret_said = false;
	*ret_tried = NULL;
	if (d) {
		depend(s, from, d->file);
		return d;
	}
	file = import_find(s->import, from, name.at, name.s, ret_tried);
	if (file) {
		depend(s, from, file);
		if (!file->wanted_at.src)
			file->wanted_at = name.at;
		*ret_said = file->types_lost;
		names_enter(s, file);
		d = map_get(&s->types, name.s);
	}
	*ret_said |= s->diag->n_errors != errors;
	return d;
}

static bool ignored_import(const char *name)
{
	for (size_t i = 0; i < sizeof(ignored_imports) / sizeof(ignored_imports[0]); i++)
		if (strcmp(name, ignored_imports[i]) == 0)
			return true;
	return false;
}

static void say_not_found(struct sema *s, const struct ast_file *file, struct ast_name name)
{
	struct near near = import_near(s->import, file, name.s);
	struct suggest meant = {.wanted = name.s, .best = near.name};

	diag_at(s->diag, DIAG_IMPORT_NOT_FOUND, name.at, "cannot find '%s' to import%s%s", name.s,
		near.is_package ? ": it is a package, its types are imported one by one" : "",
		suggest_text(&meant, s->arena));
	diag_suggest(s->diag, name.at, &meant);
}

void names_load_imports(struct sema *s, struct ast_file *file)
{
	for (int i = 0; i < file->imports.n; i++) {
		struct ast_import *imp = file->imports.items[i];
		const char *tried;
		bool said;

		if (ignored_import(imp->name.s) || map_get(&s->builtins, imp->name.s))
			continue;
		if (load_type(s, file, imp->name, &tried, &said))
			continue;
		imp->missing = said;
		if (!tried)
			/* its file is there: a nested name is looked at when it is used */
			continue;
		say_not_found(s, file, imp->name);
		diag_note(s->diag, (struct source_range){0}, "tried %s", tried);
		imp->missing = true;
	}
}

/* Looking up */

static const char *head_of(struct sema *s, const char *dotted)
{
	return intern(s->names, dotted, strcspn(dotted, "."));
}

/* The type reached from d by the rest of a dotted name (".B.C" or ""). */
static struct ast_decl *walk(struct sema *s, struct ast_decl *d, const char *rest)
{
	while (d && *rest) {
		size_t len = strcspn(++rest, ".");
		const char *part = intern_find(s->names, rest, len);

		d = part ? map_get(&d->nested_by_name, part) : NULL;
		rest += len;
	}
	return d;
}

static struct ast_decl *find_nested(struct ast_decl *scope, const char *head)
{
	for (; scope; scope = scope->parent) {
		struct ast_decl *d = map_get(&scope->nested_by_name, head);

		if (d)
			return d;
	}
	return NULL;
}

/* Types of other languages, whose names are not close to those of AIDL. */
static void offer_foreign(struct suggest *best)
{
	static const char *const pairs[][2] = {
		{"bool", "boolean"}, {"short", "int"},	    {"integer", "int"},
		{"Integer", "int"},  {"int8_t", "byte"},    {"uint8_t", "byte"},
		{"u8", "byte"},	     {"int16_t", "int"},    {"uint16_t", "char"},
		{"int32_t", "int"},  {"uint32_t", "int"},   {"int64_t", "long"},
		{"uint64_t", "long"}, {"string_view", "String"}, {"Vec", "List"},
		{"ArrayList", "List"}, {"vector", "List"},  {"binder", "IBinder"},
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (strcmp(best->wanted, pairs[i][0]) == 0)
			best->best = pairs[i][1];
}

static void offer_names(struct sema *s, struct suggest *best, struct ast_file *file,
			struct ast_decl *scope)
{
	for (uint32_t i = 0; i < s->builtins.cap; i++)
		if (s->builtins.table[i].key)
			suggest_offer(best, s->builtins.table[i].key);
	for (; scope; scope = scope->parent)
		for (int i = 0; i < scope->nested.n; i++)
			suggest_offer(best, scope->nested.items[i]->name.s);
	for (int i = 0; i < file->imports.n; i++)
		if (!file->imports.items[i]->missing)
			suggest_offer(best, file->imports.items[i]->last);
	for (int i = 0; i < file->decls.n; i++)
		suggest_offer(best, file->decls.items[i]->name.s);
}

/* The type that should hold it: "p.Q" of "p.Q.Kin"; NULL where there is none. */
static struct ast_decl *holder_of(struct sema *s, const char *full)
{
	const char *dot = strrchr(full, '.');
	const char *outer = dot ? intern_find(s->names, full, (size_t)(dot - full)) : NULL;

	return outer ? map_get(&s->types, outer) : NULL;
}

static void offer_nested(struct suggest *best, const struct ast_decl *holder, const char *full)
{
	suggest_init(best, strrchr(full, '.') + 1);
	for (int i = 0; i < holder->nested.n; i++)
		suggest_offer(best, holder->nested.items[i]->name.s);
}

/* The fix "import name;", behind the last import or the package. */
static void fix_import(struct sema *s, const struct ast_file *file, const char *name)
{
	struct source_range at = file->imports.n ? vec_last(&file->imports)->name.at :
						   file->package.at;
	const char *semicolon = at.src->text + at.end;

	semicolon += strspn(semicolon, " \t\r\n");
	if (*semicolon != ';')
		return;
	at.begin = at.end = (uint32_t)(semicolon + 1 - at.src->text);
	diag_fix(s->diag, at, arena_fmt(s->arena, "\nimport %s;", name));
}

static void say_unknown(struct sema *s, struct ast_file *file, struct ast_decl *scope,
			struct ast_name name, const char *full, const char *tried)
{
	const char *own = *file->package.s && !strchr(name.s, '.') ?
				  join(s, file->package.s, name.s) : NULL;
	const char *sibling = own && import_exists(s->import, file, own) ? own : NULL;
	struct ast_decl *holder = holder_of(s, full);
	struct suggest best;

	suggest_init(&best, name.s);
	if (!sibling) {
		if (holder)
			offer_nested(&best, holder, full);
		else
			offer_names(s, &best, file, scope);
		offer_foreign(&best);
		if (!best.best && !holder && tried)
			best.best = import_near(s->import, file, own ? own : full).name;
	}
	diag_at(s->diag, DIAG_UNKNOWN_TYPE, name.at, "type '%s' is unknown%s", name.s,
		suggest_text(&best, s->arena));
	if (sibling) {
		diag_note(s->diag, (struct source_range){0},
			  "there is a type '%s': types of the same package are imported too, add 'import %s;'",
			  sibling, sibling);
		fix_import(s, file, sibling);
		return;
	}
	diag_suggest(s->diag, name.at, &best);
	if (holder)
		diag_note(s->diag, holder->name.at, "'%s' has no type '%s'", holder->qualified,
			  strrchr(full, '.') + 1);
	if (tried && strchr(name.s, '.'))
		diag_note(s->diag, (struct source_range){0}, "tried %s", tried);
}

/* Each unknown name is reported once a file. */
static bool first_miss(struct sema *s, struct ast_file *file, const char *name)
{
	return !map_put(s->arena, &file->missed, name, file);
}

/*
 * What the head of a name means at the top of a file, as a full name; NULL: an
 * import that was not found.
 */
static const char *expand(struct sema *s, struct ast_file *file, const char *name, const char *head)
{
	struct ast_import *imp = map_get(&file->imports_by_last, head);
	const char *own = join(s, file->package.s, head);
	struct ast_decl *d = own ? map_get(&s->types, own) : NULL;
	const char *rest = name + strlen(head);

	if (imp && imp->missing)
		return NULL;
	if (imp)
		return *rest ? join(s, imp->name.s, intern_str(s->names, rest + 1)) : imp->name.s;
	if (d && d->file == file)
		return *rest ? join(s, own, intern_str(s->names, rest + 1)) : own;
	return name;
}

static struct ast_decl *find(struct sema *s, struct ast_file *file, struct ast_decl *scope,
			     struct ast_name name)
{
	const char *head = head_of(s, name.s);
	struct ast_decl *d = find_nested(scope, head);
	const char *tried = NULL;
	struct ast_name full = name;
	bool said = false;

	if (d) {
		bool unsure = d->file->types_lost;
		const char *outer =
			arena_fmt(s->arena, "%s%s", d->qualified, name.s + strlen(head));

		d = walk(s, d, name.s + strlen(head));
		if (!d && !unsure && first_miss(s, file, name.s))
			say_unknown(s, file, scope, name, outer, NULL);
		return d;
	}
	full.s = expand(s, file, name.s, head);
	if (!full.s || map_get(&file->missed, name.s))
		return NULL;
	d = load_type(s, file, full, &tried, &said);
	if (!d && first_miss(s, file, name.s) && !said && !file->types_lost)
		say_unknown(s, file, scope, name, full.s, tried);
	return d;
}

struct ast_decl *names_find(struct sema *s, struct ast_file *file, struct ast_decl *scope,
			    struct ast_name name)
{
	struct ast_decl *d = find(s, file, scope, name);

	if (d)
		references_add(s, scope, d, name.at);
	return d;
}
