/* SPDX-License-Identifier: MIT */
/*
 * ast.h - the tree of one .aidl file as it was written
 *
 * The parser writes a node once; sema fills the fields grouped under "sema" and
 * from then on the tree is read-only. Names are interned, so equal names are
 * equal pointers. Everything lives in the arena of the run.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/groups.h"
#include "base/intern.h"
#include "base/source.h"
#include "base/vec.h"

struct ast_decl;
struct ast_file;
struct model_def;
struct model_file;

/* Deeper nesting of expressions, types or declarations is refused. */
#define AST_MAX_DEPTH 1000

struct ast_name {
	const char *s;
	struct source_range at;
};

/** A block comment; the newest first. Line comments are not kept. */
struct ast_comment {
	const struct ast_comment *before;
	uint32_t begin, end;	/* in the file's text, delimiters included */
};

/* Expressions */

enum ast_expr_kind {
	AST_INT,	/* text: as written */
	AST_FLOAT,	/* text: as written */
	AST_CHAR,	/* text: the one byte between the quotes */
	AST_STRING,	/* text: without the quotes */
	AST_BOOL,	/* text: "true" or "false" */
	AST_REF,	/* text: dotted name */
	AST_UNARY,	/* op, left */
	AST_BINARY,	/* op, left, right */
	AST_PAREN,	/* left */
	AST_LIST,	/* items */
	AST_BAD,	/* an error was reported here */
};

enum ast_op {
	AST_PLUS, AST_MINUS, AST_NOT, AST_COMPL,
	AST_MUL, AST_DIV, AST_MOD, AST_SHL, AST_SHR,
	AST_LT, AST_GT, AST_LE, AST_GE, AST_EQ, AST_NE,
	AST_AND, AST_XOR, AST_OR, AST_LAND, AST_LOR,
};

struct ast_exprs {
	VEC(struct ast_expr *) v;
};

struct ast_expr {
	enum ast_expr_kind kind;
	enum ast_op op;
	int depth;
	struct source_range at;
	const char *text;
	struct ast_expr *left, *right;
	struct ast_exprs *list;	/* AST_LIST; NULL: empty */
};

/* Annotations */

struct ast_param {
	struct ast_name name;	/* "value" where none was written */
	struct ast_expr *value;
	/* sema */
	struct value *result;	/* NULL: not evaluated yet */
};

struct ast_params {
	VEC(struct ast_param) v;
};

struct ast_annotation {
	struct ast_name name;	/* without the '@' */
	struct source_range at;	/* with the parameters */
	struct ast_params *params;	/* NULL: none */
	const struct ast_comment *comments;
};

struct ast_annotations {
	VEC(struct ast_annotation *) v;
};

/* Types */

struct ast_types {
	VEC(struct ast_type *) v;
};

struct ast_dims {
	VEC(struct ast_expr *) v;	/* NULL: [] */
};

struct ast_type {
	struct ast_name name;		/* dotted, as written */
	struct source_range at;		/* with arguments and dimensions */
	struct ast_annotations *annotations;	/* the type's and its member's, NULL: none */
	struct ast_types *args;		/* <...>; NULL: none */
	struct ast_dims *dims;		/* NULL: none */
	int depth;
	bool bad;			/* too deep, which was said */
	const struct ast_comment *comments;
};

/* Members */

struct ast_field {
	struct ast_name name;
	struct ast_type *type;
	struct ast_expr *value;		/* NULL: none */
	const struct ast_comment *comments;
};

/* How far the value of a constant or enumerator is. */
enum ast_state { AST_UNTOUCHED, AST_BUSY, AST_DONE };

struct ast_constant {
	struct ast_name name;
	struct ast_type *type;
	struct ast_expr *value;
	const struct ast_comment *comments;
	/* sema */
	struct ast_decl *owner;
	enum ast_state state;
	struct value *result;
};

struct ast_enumerator {
	struct ast_name name;
	struct ast_expr *value;		/* NULL: the one before plus 1 */
	const struct ast_comment *comments;
	/* sema */
	struct ast_decl *owner;
	int index;
	enum ast_state state;
	struct value *result;
};

enum ast_direction { AST_NO_DIRECTION, AST_IN, AST_OUT, AST_INOUT };

struct ast_arg {
	struct ast_name name;
	struct ast_type *type;
	enum ast_direction direction;
	struct source_range direction_at;
};

struct ast_args {
	VEC(struct ast_arg *) v;
};

struct ast_method {
	struct ast_name name;
	struct ast_type *type;
	struct ast_args *args;		/* NULL: none */
	struct ast_expr *id;		/* NULL: none */
	bool oneway;
	struct source_range oneway_at;
	const struct ast_comment *comments;
};

/* Declarations */

enum ast_decl_kind { AST_INTERFACE, AST_PARCELABLE, AST_UNION, AST_ENUM };

struct ast_names {
	VEC(struct ast_name) v;
};

/** A name inside a declaration that means another one. */
struct ast_ref {
	struct ast_decl *to;
	struct source_range at;
};

struct ast_decl {
	enum ast_decl_kind kind;
	struct ast_name name;		/* dotted where it was written so */
	struct ast_file *file;
	struct ast_decl *parent;
	int depth;
	struct ast_annotations *annotations;
	struct ast_names *type_params;	/* NULL: none */
	bool oneway;			/* oneway interface */
	bool unstructured;		/* parcelable without a body */
	/* the Tag that every union has; in no list of nested types */
	bool union_tag;
	/* of an unstructured parcelable; NULL: none */
	const char *c_header, *cpp_header, *ndk_header, *rust_type;
	const struct ast_comment *comments;

	VEC(struct ast_field *) fields;
	VEC(struct ast_constant *) constants;
	VEC(struct ast_method *) methods;
	VEC(struct ast_enumerator *) enumerators;
	VEC(struct ast_decl *) nested;

	/* sema: references out of the file from it and all inside it, at the top; see cycles.c */
	VEC(struct ast_ref) out;
	/* sema: references to its siblings from it and all inside it, where it is nested */
	VEC(struct ast_ref) peers;
	/* sema: names */
	struct ast_decl *tag;		/* of a union: its Tag, see union_tag */
	const char *qualified;
	struct map nested_by_name;	/* struct ast_decl */
	/* struct ast_constant, or struct ast_enumerator of an enum */
	struct map values_by_name;
	/* sema: model */
	struct model_def *def;
	bool completed;
	int mark;			/* walks over the by-value graph */
	struct group_node node;		/* at the top: of the files that lead to each other */
};

struct ast_import {
	struct ast_name name;		/* dotted */
	const char *last;		/* last component */
	bool missing;			/* sema: reported */
};

struct ast_file {
	struct source *src;
	struct ast_name package;	/* s "" where none */
	VEC(struct ast_import *) imports;
	VEC(struct ast_decl *) decls;
	bool broken;			/* syntax errors: what is missing here means nothing */
	bool types_lost;		/* and types or imports may be among it */
	/* front/import */
	/* folder that holds the package's: "" or with a '/' at the end */
	const char *root;
	bool input;			/* named on the command line */
	bool preprocessed;		/* one declaration of a -p file: no fields, no methods */
	struct source_range wanted_at;	/* the first name that asked for it; src NULL: none */
	struct map deps;		/* files whose types it refers to or imports */
	VEC(struct ast_file *) dep_list;
	/* sema: names */
	bool entered;
	struct map imports_by_last;	/* the first of each: struct ast_import */
	/* names of types that were looked for in vain and reported */
	struct map missed;
	/* sema: references; an input, or something that is followed names a type of it */
	bool reached;
	/* sema: files that have to be defined before it, and those that need each other; circles.c */
	VEC(struct ast_file *) needs;
	struct group_node node;
	/* sema: model, made once */
	const struct model_file *model;
};

/** "+", ">>": the operator as it is written. */
const char *ast_op_text(enum ast_op op);

/** The outermost declaration that d is in. */
struct ast_decl *ast_root(struct ast_decl *d);
