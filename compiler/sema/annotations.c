/* SPDX-License-Identifier: MIT */
/*
 * annotations.c - one table of what AIDL knows
 */
#include "sema/annotations.h"

#include <string.h>

#include "base/suggest.h"
#include "sema/consteval.h"
#include "sema/lint.h"

enum param_type { PARAM_STRING, PARAM_BOOL, PARAM_INT, PARAM_LONG, PARAM_STRINGS };

#define MAX_PARAMS 7

#define ON_TYPES (ON_INTERFACE | ON_ENUM | ON_PARCELABLE | ON_UNION | ON_UNSTRUCTURED)
#define ON_MEMBERS (ON_METHOD | ON_FIELD | ON_CONSTANT)

struct known {
	const char *name;
	unsigned targets;
	bool repeatable;
	struct {
		const char *name;
		enum param_type type;
		bool required;
	} params[MAX_PARAMS];
};

static const struct known table[] = {
	{"nullable", ON_TYPE, false, {{"heap", PARAM_BOOL, false}}},
	{"utf8InCpp", ON_TYPE, false, {{0}}},
	{"VintfStability", ON_TYPES, false, {{0}}},
	{"Backing", ON_ENUM, false, {{"type", PARAM_STRING, true}}},
	{"FixedSize", ON_PARCELABLE | ON_UNION, false, {{0}}},
	{"Descriptor", ON_INTERFACE, false, {{"value", PARAM_STRING, true}}},
	{"SensitiveData", ON_INTERFACE, false, {{0}}},
	{"UnsupportedAppUsage", ON_TYPES | ON_MEMBERS, false,
	 {{"expectedSignature", PARAM_STRING, false},
	  {"implicitMember", PARAM_STRING, false},
	  {"publicAlternatives", PARAM_STRING, false},
	  {"maxTargetSdk", PARAM_INT, false},
	  {"trackingBug", PARAM_LONG, false}}},
	{"JavaOnlyStableParcelable", ON_UNSTRUCTURED, false, {{0}}},
	{"NdkOnlyStableParcelable", ON_UNSTRUCTURED, false, {{0}}},
	{"RustOnlyStableParcelable", ON_UNSTRUCTURED, false, {{0}}},
	{"JavaPassthrough", ON_TYPES | ON_MEMBERS | ON_TYPE, true,
	 {{"annotation", PARAM_STRING, true}}},
	{"JavaDerive", ON_PARCELABLE | ON_UNION | ON_ENUM, false,
	 {{"toString", PARAM_BOOL, false}, {"equals", PARAM_BOOL, false}}},
	{"JavaDefault", ON_INTERFACE, false, {{0}}},
	{"JavaDelegator", ON_INTERFACE, false, {{0}}},
	{"JavaOnlyImmutable", ON_PARCELABLE | ON_UNION | ON_UNSTRUCTURED, false, {{0}}},
	{"JavaSuppressLint", ON_TYPES | ON_MEMBERS | ON_TYPE, false,
	 {{"value", PARAM_STRINGS, true}}},
	{"RustDerive", ON_PARCELABLE | ON_UNION, false,
	 {{"Copy", PARAM_BOOL, false},
	  {"Clone", PARAM_BOOL, false},
	  {"PartialOrd", PARAM_BOOL, false},
	  {"Ord", PARAM_BOOL, false},
	  {"PartialEq", PARAM_BOOL, false},
	  {"Eq", PARAM_BOOL, false},
	  {"Hash", PARAM_BOOL, false}}},
	{"SuppressWarnings", ON_TYPES | ON_MEMBERS, false, {{"value", PARAM_STRINGS, true}}},
	{"EnforcePermission", ON_INTERFACE | ON_METHOD, false,
	 {{"value", PARAM_STRING, false},
	  {"anyOf", PARAM_STRINGS, false},
	  {"allOf", PARAM_STRINGS, false}}},
	{"PermissionManuallyEnforced", ON_INTERFACE | ON_METHOD, false, {{0}}},
	{"RequiresNoPermission", ON_INTERFACE | ON_METHOD, false, {{0}}},
	{"PropagateAllowBlocking", ON_METHOD, false, {{0}}},
	{"Hide", ON_TYPES | ON_MEMBERS | ON_TYPE, false, {{0}}},
};

#define N_KNOWN ((int)(sizeof(table) / sizeof(table[0])))

static const struct known *find_known(const char *name)
{
	for (int i = 0; i < N_KNOWN; i++)
		if (strcmp(table[i].name, name) == 0)
			return &table[i];
	return NULL;
}

const struct ast_annotation *annotation_find(const struct ast_annotations *list, const char *name)
{
	for (int i = 0; list && i < list->v.n; i++)
		if (strcmp(list->v.items[i]->name.s, name) == 0)
			return list->v.items[i];
	return NULL;
}

/* Each is evaluated once, so that what is wrong with it is said once. */
static struct value *value_of(struct sema *s, struct ast_param *p)
{
	if (!p->result)
		p->result = const_eval_literal(s, p->value);
	return p->result;
}

static struct ast_param *find_param(const struct ast_annotation *a, const char *name)
{
	for (int i = 0; a->params && i < a->params->v.n; i++)
		if (strcmp(a->params->v.items[i].name.s, name) == 0)
			return &a->params->v.items[i];
	return NULL;
}

static const struct value *find_value(struct sema *s, const struct ast_annotation *a,
				      const char *name, enum value_kind kind)
{
	struct ast_param *p = find_param(a, name);
	const struct value *v = p ? value_of(s, p) : NULL;

	return v && v->kind == kind ? v : NULL;
}

const char *annotation_string(struct sema *s, const struct ast_annotation *a, const char *param)
{
	const struct value *v = find_value(s, a, param, VALUE_STRING);

	return v ? v->text : NULL;
}

bool annotation_bool(struct sema *s, const struct ast_annotation *a, const char *param)
{
	struct ast_param *p = find_param(a, param);
	const struct value *v = p ? value_of(s, p) : NULL;

	return v && value_is_int(v) && v->i;
}

const char *const *annotation_strings(struct sema *s, const struct ast_annotation *a,
				      const char *param, int *ret_n)
{
	const struct value *v = find_value(s, a, param, VALUE_LIST);
	const char **names;

	if (!v || (v->n_items && v->items[0]->kind != VALUE_STRING))
		return NULL;
	names = arena_array(s->arena, const char *, (size_t)v->n_items);
	for (int i = 0; i < v->n_items; i++)
		names[i] = v->items[i]->text;
	*ret_n = v->n_items;
	return names;
}

static void fill_params(struct sema *s, const struct ast_params *list, struct model_annotation *out)
{
	struct model_param *params = arena_array(s->arena, struct model_param, (size_t)list->v.n);

	for (int i = 0; i < list->v.n; i++) {
		const struct value *v = value_of(s, &list->v.items[i]);

		if (v->kind == VALUE_BAD)
			continue;
		params[out->n_params].name = list->v.items[i].name.s;
		const_untyped(s, v, &params[out->n_params++].value);
	}
	out->params = params;
}

const struct model_annotation *annotations_model(struct sema *s, const struct ast_annotations *list,
						 int *ret_n)
{
	struct model_annotation *all;

	*ret_n = list ? list->v.n : 0;
	if (!*ret_n)
		return NULL;
	all = arena_array(s->arena, struct model_annotation, (size_t)*ret_n);
	for (int i = 0; i < *ret_n; i++) {
		all[i].name = list->v.items[i]->name.s;
		if (list->v.items[i]->params)
			fill_params(s, list->v.items[i]->params, &all[i]);
	}
	return all;
}

static const char *list_targets(struct sema *s, unsigned targets)
{
	static const char *const words[] = {
		"interfaces", "enums",	"parcelables", "unions", "unstructured parcelables",
		"methods",    "fields", "constants",   "types of members",
	};
	const char *text = NULL;

	for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (targets & (1u << i))
			text = text ? arena_fmt(s->arena, "%s, %s", text, words[i]) : words[i];
	return text;
}

static bool param_fits(const struct value *v, enum param_type type)
{
	switch (type) {
	case PARAM_STRING:
		return v->kind == VALUE_STRING;
	case PARAM_BOOL: /* as for a field of type boolean */
		return value_is_int(v);
	case PARAM_INT:
		return value_is_int(v) && const_in_range(MODEL_INT, v->i);
	case PARAM_LONG:
		return value_is_int(v);
	case PARAM_STRINGS:
		return v->kind == VALUE_LIST &&
		       (v->n_items == 0 || v->items[0]->kind == VALUE_STRING);
	}
	return false;
}

/* @X("...") has one parameter, "value", which few annotations know. */
static void say_unknown_param(struct sema *s, const struct known *k, const struct ast_param *p)
{
	bool bare = !p->name.at.src;
	struct suggest best;

	suggest_init(&best, p->name.s);
	for (int i = 0; i < MAX_PARAMS && k->params[i].name; i++)
		suggest_offer(&best, k->params[i].name);
	if (!k->params[0].name)
		diag_at(s->diag, DIAG_ANNOTATION_PARAMETER, bare ? p->value->at : p->name.at,
			"@%s takes no parameters", k->name);
	else if (bare)
		diag_at(s->diag, DIAG_ANNOTATION_PARAMETER, p->value->at,
			"the value needs the name of its parameter: '@%s(%s=...)'", k->name,
			k->params[0].name);
	else
		diag_at(s->diag, DIAG_ANNOTATION_PARAMETER, p->name.at, "@%s has no parameter '%s'%s",
			k->name, p->name.s, suggest_text(&best, s->arena));
	if (!bare)
		diag_suggest(s->diag, p->name.at, &best);
}

/* False: there is no such parameter. */
static bool check_param(struct sema *s, const struct known *k, struct ast_param *p)
{
	static const char *const wanted[] = {[PARAM_STRING] = "a string",
					     [PARAM_BOOL] = "true or false",
					     [PARAM_INT] = "an integer of 32 bits",
					     [PARAM_LONG] = "an integer",
					     [PARAM_STRINGS] = "a list of strings, {\"...\"}"};
	struct value *v;
	int i;

	for (i = 0; i < MAX_PARAMS && k->params[i].name; i++)
		if (strcmp(k->params[i].name, p->name.s) == 0)
			break;
	if (i == MAX_PARAMS || !k->params[i].name) {
		say_unknown_param(s, k, p);
		return false;
	}
	v = value_of(s, p);
	if (v->kind != VALUE_BAD && !param_fits(v, k->params[i].type))
		diag_at(s->diag, DIAG_ANNOTATION_PARAMETER, p->value->at,
			"'%s' of @%s takes %s, not %s", p->name.s, k->name,
			wanted[k->params[i].type], value_kind_text(v));
	return true;
}

static void check_params(struct sema *s, const struct ast_annotation *a, const struct known *k)
{
	int n = a->params ? a->params->v.n : 0;
	bool known = true;

	for (int i = 0; i < n; i++) {
		struct ast_param *p = &a->params->v.items[i];

		for (int j = 0; j < i && j <= MAX_PARAMS; j++)
			if (a->params->v.items[j].name.s == p->name.s) {
				diag_at(s->diag, DIAG_ANNOTATION_PARAMETER, p->name.at,
					"'%s' is given twice", p->name.s);
				return;
			}
		known &= check_param(s, k, p);
	}
	for (int i = 0; known && i < MAX_PARAMS && k->params[i].name; i++)
		if (k->params[i].required && !find_param(a, k->params[i].name))
			diag_at(s->diag, DIAG_ANNOTATION_PARAMETER, a->at, "@%s needs '%s'",
				k->name, k->params[i].name);
}

static void check_one(struct sema *s, const struct ast_annotation *a, unsigned targets)
{
	const struct known *k = find_known(a->name.s);
	struct suggest best;

	if (!k) {
		suggest_init(&best, a->name.s);
		for (int i = 0; i < N_KNOWN; i++)
			suggest_offer(&best, table[i].name);
		diag_at(s->diag, DIAG_UNKNOWN_ANNOTATION, a->name.at, "unknown annotation '@%s'%s",
			a->name.s, suggest_text(&best, s->arena));
		diag_suggest(s->diag, a->name.at, &best);
		return;
	}
	if (!(k->targets & targets)) {
		diag_at(s->diag, DIAG_ANNOTATION_TARGET, a->name.at,
			"@%s cannot stand here; it is for %s", k->name,
			list_targets(s, k->targets));
		return;
	}
	check_params(s, a, k);
	if (strcmp(k->name, "SuppressWarnings") == 0 && !(targets & (ON_FIELD | ON_CONSTANT)))
		lint_check_names(s, a);
	if (strcmp(k->name, "EnforcePermission") == 0 && !a->params)
		diag_at(s->diag, DIAG_ANNOTATION_PARAMETER, a->at,
			"@EnforcePermission needs one of 'value', 'anyOf' and 'allOf'");
}

void annotations_check(struct sema *s, const struct ast_annotations *list, unsigned targets)
{
	uint64_t seen = 0;

	for (int i = 0; list && i < list->v.n; i++) {
		const struct ast_annotation *a = list->v.items[i];
		const struct known *k = find_known(a->name.s);
		uint64_t bit = k ? UINT64_C(1) << (k - table) : 0;

		if ((seen & bit) && !k->repeatable)
			diag_at(s->diag, DIAG_ANNOTATION_REPEATED, a->name.at,
				"@%s stands here twice", k->name);
		else
			check_one(s, a, targets);
		seen |= bit;
	}
}
