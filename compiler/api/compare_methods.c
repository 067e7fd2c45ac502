/* SPDX-License-Identifier: MIT */
/*
 * compare_methods.c - methods of an interface before and after
 *
 * A method is known by its name and the types of its arguments; a client calls it by its code.
 */
#include <inttypes.h>
#include <string.h>

#include "api/compare.h"
#include "api/text.h"
#include "sema/spell.h"

/* FIRST_CALL_TRANSACTION is 1. */
static int32_t code_of(const struct model_method *m)
{
	return m->id + 1;
}

static bool is_meta(const struct model_method *m)
{
	return m->meta_version || m->meta_hash;
}

/* Who answers a code now. */
static const char *answered_by(struct compare *c, int32_t id)
{
	for (int i = 0; i < c->is->n_methods; i++)
		if (c->is->methods[i].id == id)
			return arena_fmt(c->a, "which is now '%s'", c->is->methods[i].name);
	return "which is not answered any more";
}

static const struct model_method *find(struct compare *c, const struct map *by_text,
				       const char *text)
{
	return map_get(by_text, intern_str(c->newer->names, text));
}

static void removed(struct compare *c, const struct model_method *was)
{
	const struct model_method *like = NULL;
	const char *text = api_method(c->a, was);

	for (int i = 0; i < c->is->n_methods && !like; i++)
		if (strcmp(c->is->methods[i].name, was->name) == 0)
			like = &c->is->methods[i];
	if (like)
		compare_error(c, DIAG_API_REMOVED_METHOD, like->at, "'%s' is '%s' now, it was '%s'",
			      was->name, api_method(c->a, like), text);
	else
		compare_error(c, DIAG_API_REMOVED_METHOD, c->is->at, "'%s' has no '%s' any more",
			      c->is->qualified, text);
	if (like && like->id == was->id)
		compare_note(c, was->at, "a client built with this sends arguments that are not read as they were meant");
	else
		compare_note(c, was->at, "a client built with this calls code %" PRId32 ", %s",
			     code_of(was), answered_by(c, was->id));
}

static void compare_arguments(struct compare *c, const struct model_method *was,
			      const struct model_method *is)
{
	for (int i = 0; i < is->n_args; i++) {
		const struct model_arg *old = &was->args[i], *new = &is->args[i];
		const char *what = arena_fmt(c->a, "argument '%s' of '%s'", new->name, is->name);

		compare_types(c, what, &old->type, &new->type);
		if (old->dir == new->dir)
			continue;
		compare_error(c, DIAG_API_DIRECTION, new->at, "%s is '%s', it was '%s'", what,
			      spell_direction(new->dir), spell_direction(old->dir));
		compare_note(c, old->at,
			     "a program built with this sends and expects it as '%s': the rest of the call is misread",
			     spell_direction(old->dir));
	}
}

static void compare_method(struct compare *c, const struct model_method *was,
			   const struct model_method *is)
{
	const char *text = api_method(c->a, is);

	if (is->oneway && !was->oneway) {
		compare_error(c, DIAG_API_ONEWAY, is->at, "'%s' is oneway, it was not", text);
		compare_note(c, was->at,
			     "a client built with this waits for the call to be done and for its errors: a service built with the new API tells neither");
	}
	if (is->id != was->id) {
		compare_error(c, DIAG_API_METHOD_ID, is->at,
			      "'%s' has code %" PRId32 ", it had code %" PRId32, text, code_of(is),
			      code_of(was));
		compare_note(c, was->at,
			     "a client built with this calls code %" PRId32
			     ", %s; new methods go behind the others",
			     code_of(was), answered_by(c, was->id));
	}
	compare_type(c, arena_fmt(c->a, "the result of '%s'", is->name), &was->ret, &is->ret);
	compare_annotations(c, arena_fmt(c->a, "'%s'", is->name), was->ret.annotations,
			    was->ret.n_annotations, was->at, is->ret.annotations,
			    is->ret.n_annotations, is->at);
	compare_arguments(c, was, is);
}

void compare_methods(struct compare *c)
{
	struct map by_text = {0};

	for (int i = c->is->n_methods - 1; i >= 0; i--)
		map_put(c->a, &by_text,
			intern_str(c->newer->names, api_method(c->a, &c->is->methods[i])),
			&c->is->methods[i]);
	for (int i = 0; i < c->was->n_methods; i++) {
		const struct model_method *was = &c->was->methods[i], *is;

		if (is_meta(was))
			continue;
		is = find(c, &by_text, api_method(c->a, was));
		if (is)
			compare_method(c, was, is);
		else
			removed(c, was);
	}
}
