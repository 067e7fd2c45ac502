/* SPDX-License-Identifier: MIT */
/*
 * permissions.c - @EnforcePermission, @PermissionManuallyEnforced, @RequiresNoPermission
 *
 * Where several stand together, no permission goes before a manual check, and that before an
 * enforced one; of the parameters 'value' before 'anyOf' before 'allOf'.
 */
#include "sema/permissions.h"

#include "sema/annotations.h"

static const struct ast_annotation *any_of_three(const struct ast_annotations *list)
{
	const struct ast_annotation *a = annotation_find(list, "EnforcePermission");

	if (!a)
		a = annotation_find(list, "PermissionManuallyEnforced");
	return a ? a : annotation_find(list, "RequiresNoPermission");
}

bool permissions_stated(const struct ast_annotations *list)
{
	return any_of_three(list) != NULL;
}

static struct model_permission enforced(struct sema *s, const struct ast_annotation *a)
{
	struct model_permission p = {.kind = MODEL_PERMISSION_ENFORCED};
	const char *value = annotation_string(s, a, "value");
	const char **one;

	if (value) {
		one = arena_array(s->arena, const char *, 1);
		one[0] = value;
		p.names = one;
		p.n_names = 1;
		return p;
	}
	p.names = annotation_strings(s, a, "anyOf", &p.n_names);
	if (p.names)
		return p;
	p.all = true;
	p.names = annotation_strings(s, a, "allOf", &p.n_names);
	if (!p.names)
		p.kind = MODEL_PERMISSION_UNSAID; /* wrong parameters, which was said */
	return p;
}

struct model_permission permissions_of(struct sema *s, const struct ast_annotations *list)
{
	const struct ast_annotation *a;
	struct model_permission p = {0};

	if (annotation_find(list, "RequiresNoPermission"))
		p.kind = MODEL_PERMISSION_NONE;
	else if (annotation_find(list, "PermissionManuallyEnforced"))
		p.kind = MODEL_PERMISSION_MANUAL;
	else if ((a = annotation_find(list, "EnforcePermission")))
		p = enforced(s, a);
	return p;
}

void permissions_check(struct sema *s, const struct ast_decl *d)
{
	const struct ast_annotation *own = any_of_three(d->annotations);

	for (int i = 0; own && i < d->methods.n; i++) {
		const struct ast_annotation *a =
			any_of_three(d->methods.items[i]->type->annotations);

		if (!a)
			continue;
		diag_at(s->diag, DIAG_PERMISSION, a->at,
			"'%s' says what '%s' says for all its methods: put it on each method, or on the interface alone",
			d->methods.items[i]->name.s, d->name.s);
		diag_note(s->diag, own->at, "the annotation of the interface");
	}
}
