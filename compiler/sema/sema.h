/* SPDX-License-Identifier: MIT */
/*
 * sema.h - what the parts of the checker share
 *
 * Order of a run: load inputs and what they import, complete every declaration of
 * the inputs (and, through by-value fields, of files they hold types of), follow the names in
 * the other files that they lead to, then what concerns all of them: by-value cycles, cycles
 * of files, stability. Models are made last. An error makes a part of the tree
 * unusable, never the whole: whoever meets such a part keeps quiet about it.
 */
#pragma once

#include "front/import.h"
#include "sema/model.h"

struct sema;

struct sema_options {
	bool structured;	/* --structured */
	bool vintf;		/* --stability=vintf */
	int32_t version;	/* --version; 0: none */
	const char *hash;	/* --hash; NULL: none */
	/*
	 * --previous_api_dir: the frozen API before this version, checked, and its hash; NULL: none.
	 * Both share their interned names.
	 */
	struct sema *previous;
	const char *previous_hash;
	bool quiet;		/* no lints */
};

struct builtin;
struct eval_chain;

struct sema {
	struct arena *arena;
	struct intern *names;
	struct diag *diag;
	struct import *import;
	struct sema_options opt;

	struct map types;	/* struct ast_decl by qualified name */
	struct map builtins;	/* struct builtin by name */
	struct map java_keywords;	/* once an argument was looked at */
	VEC(struct ast_decl *) queue;	/* declarations whose members are wanted */
	int n_completed;	/* of the queue */
	VEC(struct ast_file *) reached;	/* files that are not input, see references.h */
	int eval_depth;		/* see consteval.c */
	struct eval_chain *eval_chain;
};

void sema_init(struct sema *s, struct import *import, const struct sema_options *opt);

/**
 * Checks all files loaded as input so far. False: at least one error was reported
 * in the run, and there is nothing to generate.
 */
bool sema_check(struct sema *s);

/**
 * The model of an input file after sema_check(); NULL where it defines nothing that has one.
 * Where sema_check() found errors it is good for further checks alone: what was wrong is
 * not there, or is of type void.
 */
const struct model_file *sema_model(struct sema *s, struct ast_file *file);

/* Between the parts */

/**
 * The model's shell of a declaration: kind, names and annotations; members once it is completed.
 */
struct model_def *sema_def(struct sema *s, struct ast_decl *decl);

/** The declaration behind a model's shell. */
struct ast_decl *sema_decl(const struct model_def *def);

/** Wants a declaration's members checked and in its model, in this run of sema_check(). */
void sema_want(struct sema *s, struct ast_decl *decl);
