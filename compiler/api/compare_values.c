/* SPDX-License-Identifier: MIT */
/*
 * compare_values.c - constants and enumerators before and after
 *
 * Both are known by name, and their values are part of programs that were built with them.
 */
#include <inttypes.h>
#include <string.h>

#include "api/compare.h"
#include "api/text.h"

static void compare_constant(struct compare *c, const struct model_constant *was,
			     const struct model_constant *is)
{
	const char *before = api_value(c->a, &was->type, &was->value);
	const char *after = api_value(c->a, &is->type, &is->value);

	compare_types(c, arena_fmt(c->a, "constant '%s'", is->name), &was->type, &is->type);
	if (strcmp(before, after) == 0)
		return;
	compare_error(c, DIAG_API_VALUE, is->at, "constant '%s' is %s, it was %s", is->name, after,
		      before);
	compare_note(c, was->at, "programs built with this hold %s", before);
}

void compare_constants(struct compare *c)
{
	struct map by_name = {0};

	for (int i = 0; i < c->is->n_constants; i++)
		map_put(c->a, &by_name, intern_str(c->newer->names, c->is->constants[i].name),
			&c->is->constants[i]);
	for (int i = 0; i < c->was->n_constants; i++) {
		const struct model_constant *was = &c->was->constants[i];
		const struct model_constant *is =
			map_get(&by_name, intern_str(c->newer->names, was->name));

		if (is) {
			compare_constant(c, was, is);
			continue;
		}
		compare_error(c, DIAG_API_REMOVED_VALUE, c->is->at, "'%s' has no constant '%s' any more",
			      c->is->qualified, was->name);
		compare_note(c, was->at, "code that uses it does not build any more");
	}
}

void compare_enumerators(struct compare *c)
{
	struct map by_name = {0};

	for (int i = 0; i < c->is->n_enumerators; i++)
		map_put(c->a, &by_name, intern_str(c->newer->names, c->is->enumerators[i].name),
			&c->is->enumerators[i]);
	for (int i = 0; i < c->was->n_enumerators; i++) {
		const struct model_enumerator *was = &c->was->enumerators[i];
		const struct model_enumerator *is =
			map_get(&by_name, intern_str(c->newer->names, was->name));

		if (!is) {
			compare_error(c, DIAG_API_REMOVED_VALUE, c->is->at, "'%s' has no '%s' any more",
				      c->is->qualified, was->name);
			compare_note(c, was->at, "programs built with this still send %" PRId64,
				     was->value);
		} else if (is->value != was->value) {
			compare_error(c, DIAG_API_VALUE, is->at,
				      "'%s' is %" PRId64 ", it was %" PRId64, is->name, is->value,
				      was->value);
			compare_note(c, was->at,
				     "programs built with this send %" PRId64 " and take %" PRId64
				     " for something else",
				     was->value, is->value);
		}
	}
}
