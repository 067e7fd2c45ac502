/* SPDX-License-Identifier: MIT */
/*
 * build.h - what the parser's actions call to make nodes
 *
 * One struct build a file. Depth limits are kept here, so that whoever walks a
 * tree may recurse.
 */
#pragma once

#include "base/diag.h"
#include "front/ast.h"

/** Offsets in the file being parsed: the parser's location type. */
struct build_span {
	uint32_t begin, end;
};

/** Value of the tokens that carry text or comments. */
struct build_token {
	const char *text;	/* interned */
	const struct ast_comment *comments;
};

struct build {
	struct arena *arena;
	struct intern *names;
	struct diag *diag;
	struct source *src;
	struct ast_file *file;
	struct ast_decl *current;	/* whose members are being read */
	const struct ast_comment *pending;	/* comments since the last token */
	struct build_span token;	/* the last token the lexer gave, and the one before */
	struct build_span before;
	struct build_span type;		/* the last type, without what its member is called */
	uint32_t at;			/* the lexer: offset behind the current token */
	/* end of the last literal that was not closed; 0: none */
	uint32_t cut_line;
	bool cut_short;			/* the last syntax error: more stands behind it on its line */
	bool too_deep;			/* said once */
};

struct source_range build_range(const struct build *b, struct build_span at);

const struct ast_comment *build_join_comments(struct build *b, const struct ast_comment *first,
					      const struct ast_comment *then);

/* "a" and "b" with the dot between, interned as they are. */
const char *build_qualify(struct build *b, const char *left, const char *right);

struct ast_expr *build_literal(struct build *b, enum ast_expr_kind kind, struct build_span at,
			       const char *text);
struct ast_expr *build_unary(struct build *b, enum ast_op op, struct build_span at,
			     struct ast_expr *left);
struct ast_expr *build_binary(struct build *b, enum ast_op op, struct ast_expr *left,
			      struct ast_expr *right);
struct ast_expr *build_paren(struct build *b, struct build_span at, struct ast_expr *inner);
struct ast_expr *build_list(struct build *b, struct build_span at, struct ast_exprs *items);
struct ast_exprs *build_exprs(struct build *b, struct ast_exprs *list, struct ast_expr *item);

struct ast_annotation *build_annotation(struct build *b, struct build_span at,
					struct build_span name_at, struct build_token name,
					struct ast_params *params);
struct ast_annotations *build_annotations(struct build *b, struct ast_annotations *list,
					  struct ast_annotation *item);
struct ast_params *build_params(struct build *b, struct ast_params *list, struct ast_name name,
				struct ast_expr *value);

struct ast_type *build_type(struct build *b, struct build_span at, struct ast_name name,
			    const struct ast_comment *comments, struct ast_types *args,
			    struct ast_dims *dims);
struct ast_types *build_types(struct build *b, struct ast_types *list, struct ast_type *item);
struct ast_dims *build_dims(struct build *b, struct ast_dims *list, struct ast_expr *size);

/* Puts a member's annotations before those of its type. */
struct ast_type *build_annotate(struct build *b, struct ast_annotations *outer,
				struct ast_annotations *inner, struct ast_type *type);

void build_package(struct build *b, struct ast_name name);
void build_import(struct build *b, struct ast_name name);
struct ast_names *build_names(struct build *b, struct ast_names *list, struct ast_name name);

/** A declaration, added to the file or to the declaration that is open. */
struct ast_decl *build_decl(struct build *b, enum ast_decl_kind kind, struct ast_name name,
			    struct ast_annotations *annotations,
			    const struct ast_comment *comments);
/** Its members follow, until build_close(). */
void build_open(struct build *b, struct ast_decl *decl);
void build_close(struct build *b);

void build_field(struct build *b, struct ast_type *type, struct ast_name name,
		 struct ast_expr *value);
void build_constant(struct build *b, struct ast_type *type, struct ast_name name,
		    struct ast_expr *value, const struct ast_comment *comments);
void build_enumerator(struct build *b, struct ast_name name, struct ast_expr *value,
		      const struct ast_comment *comments);
/**
 * The last of n members has no end: forgotten where what follows on its line may belong to it, so
 * that nothing more is said about it.
 */
void build_unfinished(const struct build *b, int *n);

struct ast_arg *build_arg(struct build *b, enum ast_direction direction,
			  struct build_span direction_at, struct ast_type *type,
			  struct ast_name name);
struct ast_args *build_args(struct build *b, struct ast_args *list, struct ast_arg *arg);
struct ast_method *build_method(struct build *b, struct ast_type *type, struct ast_name name,
				struct ast_args *args, struct ast_expr *id,
				const struct ast_comment *comments);
