/* SPDX-License-Identifier: MIT */
/*
 * ident.h - names in generated C, and why no two of them meet
 *
 * A type is its package and the types around it, then its own name: a.Outer.Inner is
 * a_Outer_Inner. Underscores inside these parts are doubled (a.b_c.Foo is a_b__c_Foo), so
 * that the single ones show where parts end. What is named inside a type follows it as it is
 * spelt, and so do the words of the compiler: a_Foo_play, a_Foo_release, a_Foo_TRANSACTION_play.
 *
 * Words that C, its library or the compiler have taken get an underscore behind. A name that
 * ends in underscores counts as the word before them, so that each still has a name of its own
 * and adding one never renames another. By what the name becomes:
 *   members of a type     what the compiler adds to a type's name
 *   fields, methods, arguments
 *                         also keywords, types, and what is or looks like a macro: upper case
 *   arguments             also the local names of generated functions
 *
 * What is left needs names that hardly anyone writes. There a digit stands where no AIDL name
 * can have one, at the start of a part:
 *   a_1b          the part began with an underscore: a._b
 *   a_Foo_0Array  a nested type with a name of the compiler's
 *   foo_0         a start that names of C have too: aidl, or lower case without a package
 *   a_Foo_2x_y    a member that would meet what belongs to a nested type: x_y beside x.y
 *   a_Foo_3x      a constant that would meet a method: x beside x()
 *   call_2x       an argument or field that starts as names of generated functions and types do
 *   _4x           one that starts with an underscore
 * A package whose name is that of a type as well is beyond help, as it is in C++.
 */
#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/intern.h"
#include "gen_c/gen_c.h"

/*
 * The names in the two outputs of a file. Each is made once; what comes from here lives as long as
 * this. A name of AIDL is known by its address, as in the model: the text there must not change.
 */
struct ident {
	const struct gen_c_options *opt;
	const struct model_file *file;	/* the one in whose header the names stand */
	struct arena arena;
	struct map defs;		/* types: struct ident_def */
	struct map fields, args, ops;
	struct intern talk;		/* C names of the types the file mentions, if has_talk */
	bool has_talk;
	const struct model_method *args_of;	/* whose arguments arg_names are */
	struct intern arg_names;
};

void ident_init(struct ident *id, const struct gen_c_options *opt, const struct model_file *file);
void ident_fini(struct ident *id);

/** The C name of a defined type. */
const char *ident_type(struct ident *id, const struct model_def *def);

/** What a nested type adds to the name of the type around it. */
const char *ident_part(struct arena *a, const struct model_def *def);

/** A constant or enumerator of def: what follows its name and an underscore. */
const char *ident_member(struct ident *id, const struct model_def *def, const char *name);

/** A method of def: what follows its name and an underscore. */
const char *ident_method(struct ident *id, const struct model_def *def, const char *name);

/* What stands alone in C. */

/** The same method in the ops of its interface. */
const char *ident_op(struct ident *id, const char *name);

/** A field: a member of a C struct. */
const char *ident_field(struct ident *id, const char *name);

/** An argument of a method. */
const char *ident_arg(struct ident *id, const char *name);

/** A local beside the arguments of m, in a: word_arg, with a digit that no argument has if need be. */
const char *ident_local(struct ident *id, struct arena *a, const struct model_method *m,
			const char *word, const char *arg);
