/* SPDX-License-Identifier: MIT */
/*
 * parser.y - the grammar of AIDL
 *
 * Takes more than AIDL where a later check can say better what is wrong (dimensions,
 * method ids, names with dots). After an error it goes on behind the next ';' or
 * at the '}' of the body it is in. Values live in the arena of the run, so a value
 * that is popped on an error needs no destructor.
 *
 * What a syntax error is told from (the states on the stack, the names of symbols) bison shows to the
 * code of this file alone; it becomes a struct here, and syntax.c words it.
 */
%define api.pure full
%define api.prefix {aidl_yy}
%define api.location.type {struct build_span}
%define parse.error custom
%locations
%expect 0
%param {void *scanner}
%parse-param {struct build *b}

%code requires {
#include "front/build.h"
}

%code {
#include <string.h>

#include "front/lexer.h"
#include "front/parse.h"
#include "front/syntax.h"

#define YYLLOC_DEFAULT(cur, rhs, n)                                                                \
	do {                                                                                       \
		if (n) {                                                                           \
			(cur).begin = YYRHSLOC(rhs, 1).begin;                                      \
			(cur).end = YYRHSLOC(rhs, n).end;                                          \
		} else {                                                                           \
			(cur).begin = (cur).end = YYRHSLOC(rhs, 0).end;                            \
		}                                                                                  \
	} while (0)

/* Room for AST_MAX_DEPTH levels of anything; beyond it the parser calls yyerror(). */
#define YYMAXDEPTH 16000

int aidl_yylex(YYSTYPE *value, YYLTYPE *at, void *scanner);
static void aidl_yyerror(const YYLTYPE *at, void *scanner, struct build *b, const char *what);

static struct ast_name name_of(struct build *b, struct build_span at, struct build_token t)
{
	return (struct ast_name){t.text, build_range(b, at)};
}
}

%union {
	struct build_token token;
	enum ast_direction direction;
	struct ast_expr *expr;
	struct ast_exprs *exprs;
	struct ast_type *type;
	struct ast_types *types;
	struct ast_dims *dims;
	struct ast_annotation *annotation;
	struct ast_annotations *annotations;
	struct ast_params *params;
	struct ast_names *names;
	struct ast_arg *arg;
	struct ast_args *args;
	struct ast_method *method;
	struct ast_decl *decl;
}

%token <token> TOK_PACKAGE "package" TOK_IMPORT "import" TOK_INTERFACE "interface"
%token <token> TOK_PARCELABLE "parcelable" TOK_ENUM "enum" TOK_UNION "union"
%token <token> TOK_CONST "const" TOK_ONEWAY "oneway"
%token YYEOF 0 "the end of the file"
%token TOK_IN "in" TOK_OUT "out" TOK_INOUT "inout"
%token <token> TOK_CPP_HEADER "cpp_header" TOK_NDK_HEADER "ndk_header" TOK_RUST_TYPE "rust_type"
%token <token> TOK_C_HEADER "c_header"
%token <token> TOK_NAME "a name" TOK_ANNOTATION "an annotation"
%token <token> TOK_INT "a number" TOK_FLOAT "a floating-point number" TOK_CHAR "a character"
%token <token> TOK_STRING "a string" TOK_BOOL "a boolean"
%token TOK_GT_OF_TWO "'>'" /* a '>' with another right behind it: ends two type lists, or shifts */
%token TOK_SHL "'<<'" TOK_LE "'<='" TOK_GE "'>='" TOK_EQ "'=='" TOK_NE "'!='"
%token TOK_LAND "'&&'" TOK_LOR "'||'"

%left TOK_LOR
%left TOK_LAND
%left '|'
%left '^'
%left '&'
%left TOK_EQ TOK_NE
%left '<' '>' TOK_LE TOK_GE
%left TOK_SHL TOK_GT_OF_TWO
%left '+' '-'
%left '*' '/' '%'
%precedence UNARY

%type <token> ident qname
%type <annotation> annotation
%type <annotations> annotations
%type <params> params
%type <expr> expr value_opt id_opt
%type <exprs> exprs
%type <type> plain_type type
%type <types> types
%type <dims> dims
%type <names> type_params names
%type <direction> direction
%type <arg> arg
%type <args> args arg_list
%type <decl> unstructured

%printer { fprintf(yyo, "%s", $$.text ? $$.text : ""); } <token>

%%

document:
	package_opt decls
	;

package_opt:
	%empty
	| TOK_PACKAGE qname ';'		{ build_package(b, name_of(b, @qname, $qname)); }
	| TOK_PACKAGE qname error	{ build_package(b, name_of(b, @qname, $qname)); }
	| TOK_PACKAGE error ';'
	;

/* That imports come first is what build_import() looks at. */
decls:
	%empty
	| decls TOK_IMPORT qname ';'	{ build_import(b, name_of(b, @qname, $qname)); }
	| decls TOK_IMPORT qname error
		{
			if (!b->cut_short)
				build_import(b, name_of(b, @qname, $qname));
		}
	| decls TOK_IMPORT error ';'
	| decls decl
	| decls error ';'		{ yyerrok; }
	| decls error block
	| decls error '}'
	;

/* What an error has skipped to: braces that belong together go together. */
block:
	'{' junk '}'
	| '{' junk '}' ';'
	;

junk:
	%empty
	| junk '{' junk '}'
	| junk TOK_PACKAGE | junk TOK_IMPORT | junk TOK_INTERFACE | junk TOK_PARCELABLE
	| junk TOK_ENUM | junk TOK_UNION | junk TOK_CONST | junk TOK_ONEWAY | junk TOK_IN
	| junk TOK_OUT | junk TOK_INOUT | junk TOK_CPP_HEADER | junk TOK_NDK_HEADER
	| junk TOK_RUST_TYPE | junk TOK_C_HEADER | junk TOK_NAME | junk TOK_ANNOTATION
	| junk TOK_INT | junk TOK_FLOAT | junk TOK_CHAR | junk TOK_STRING | junk TOK_BOOL
	| junk TOK_GT_OF_TWO | junk TOK_SHL | junk TOK_LE | junk TOK_GE | junk TOK_EQ
	| junk TOK_NE | junk TOK_LAND | junk TOK_LOR | junk '|' | junk '^' | junk '&'
	| junk '<' | junk '>' | junk '+' | junk '-' | junk '*' | junk '/' | junk '%' | junk '!'
	| junk '~' | junk '(' | junk ')' | junk '[' | junk ']' | junk ';' | junk ':' | junk ','
	| junk '.' | junk '='
	;

ident:
	TOK_NAME | TOK_CPP_HEADER | TOK_NDK_HEADER | TOK_RUST_TYPE | TOK_C_HEADER
	;

qname:
	ident
	| qname[left] '.' ident	{
			$$.text = build_qualify(b, $left.text, $ident.text);
			$$.comments = $left.comments;
		}
	;

/* Annotations */

annotations:
	%empty			{ $$ = NULL; }
	| annotations[all] annotation	{ $$ = build_annotations(b, $all, $annotation); }
	;

annotation:
	TOK_ANNOTATION				{ $$ = build_annotation(b, @$, @1, $1, NULL); }
	| TOK_ANNOTATION '(' ')'		{ $$ = build_annotation(b, @$, @1, $1, NULL); }
	| TOK_ANNOTATION '(' expr ')'		{
			struct ast_name value = {intern_str(b->names, "value"), {0}};

			$$ = build_annotation(b, @$, @1, $1, build_params(b, NULL, value, $expr));
		}
	| TOK_ANNOTATION '(' params ')'		{ $$ = build_annotation(b, @$, @1, $1, $params); }
	;

params:
	ident '=' expr
		{ $$ = build_params(b, NULL, name_of(b, @ident, $ident), $expr); }
	| params[all] ',' ident '=' expr
		{ $$ = build_params(b, $all, name_of(b, @ident, $ident), $expr); }
	;

/* Declarations: all of them start with their annotations, as members do */

decl:
	annotations TOK_INTERFACE qname ';'
		{ build_decl(b, AST_INTERFACE, name_of(b, @qname, $qname), $annotations, $2.comments); }
	| annotations TOK_INTERFACE qname
		{
			build_open(b, build_decl(b, AST_INTERFACE, name_of(b, @qname, $qname),
						 $annotations, $2.comments));
		}
	  interface_body
	| annotations TOK_ONEWAY TOK_INTERFACE qname
		{
			struct ast_decl *d = build_decl(b, AST_INTERFACE, name_of(b, @qname, $qname),
							$annotations, $2.comments);

			d->oneway = true;
			build_open(b, d);
		}
	  interface_body
	| unstructured headers ';'	{ build_close(b); }
	| annotations TOK_PARCELABLE qname type_params
		{
			struct ast_decl *d = build_decl(b, AST_PARCELABLE, name_of(b, @qname, $qname),
							$annotations, $2.comments);

			d->type_params = $type_params;
			build_open(b, d);
		}
	  data_body
	| annotations TOK_UNION qname type_params
		{
			struct ast_decl *d = build_decl(b, AST_UNION, name_of(b, @qname, $qname),
							$annotations, $2.comments);

			d->type_params = $type_params;
			build_open(b, d);
		}
	  data_body
	| annotations TOK_ENUM qname
		{
			build_open(b, build_decl(b, AST_ENUM, name_of(b, @qname, $qname),
						 $annotations, $2.comments));
		}
	  enum_body
	;

unstructured:
	annotations TOK_PARCELABLE qname type_params
		{
			$$ = build_decl(b, AST_PARCELABLE, name_of(b, @qname, $qname), $annotations,
					$2.comments);
			$$->type_params = $type_params;
			$$->unstructured = true;
			build_open(b, $$);
		}
	;

headers:
	%empty
	| headers TOK_CPP_HEADER TOK_STRING	{ b->current->cpp_header = $3.text; }
	| headers TOK_NDK_HEADER TOK_STRING	{ b->current->ndk_header = $3.text; }
	| headers TOK_RUST_TYPE TOK_STRING	{ b->current->rust_type = $3.text; }
	| headers TOK_C_HEADER TOK_STRING	{ b->current->c_header = $3.text; }
	;

type_params:
	%empty			{ $$ = NULL; }
	| '<' names '>'		{ $$ = $names; }
	;

names:
	ident				{ $$ = build_names(b, NULL, name_of(b, @ident, $ident)); }
	| names[all] ',' ident		{ $$ = build_names(b, $all, name_of(b, @ident, $ident)); }
	;

interface_body:
	'{' interface_members '}'		{ build_close(b); }
	| '{' interface_members error '}'	{ build_close(b); }
	;

interface_members:
	%empty
	| interface_members method ';'
	| interface_members method error /* no ';': go on with what stands there */
		{ build_unfinished(b, &b->current->methods.n); }
	| interface_members method error block	{ build_unfinished(b, &b->current->methods.n); }
	| interface_members constant ';'
	| interface_members constant error	{ build_unfinished(b, &b->current->constants.n); }
	| interface_members decl
	| interface_members error ';'		{ yyerrok; }
	| interface_members error block
	;

data_body:
	'{' data_members '}'		{ build_close(b); }
	| '{' data_members error '}'	{ build_close(b); }
	;

data_members:
	%empty
	| data_members field ';'
	| data_members field error	{ build_unfinished(b, &b->current->fields.n); }
	| data_members field error block	{ build_unfinished(b, &b->current->fields.n); }
	| data_members constant ';'
	| data_members constant error	{ build_unfinished(b, &b->current->constants.n); }
	| data_members decl
	| data_members error ';'		{ yyerrok; }
	| data_members error block
	;

enum_body:
	'{' '}'				{ build_close(b); }
	| '{' enumerators '}'		{ build_close(b); }
	| '{' enumerators ',' '}'	{ build_close(b); }
	| '{' error '}'			{ build_close(b); }
	;

enumerators:
	enumerator
	| enumerators ',' enumerator
	;

enumerator:
	ident value_opt
		{
			build_enumerator(b, name_of(b, @ident, $ident), $value_opt,
					 $ident.comments);
		}
	;

/* Members */

method:
	annotations plain_type ident '(' args ')' id_opt
		{
			build_method(b, build_annotate(b, $annotations, NULL, $plain_type),
				     name_of(b, @ident, $ident), $args, $id_opt, $ident.comments);
		}
	| annotations[outer] TOK_ONEWAY annotations[inner] plain_type ident '(' args ')' id_opt
		{
			struct ast_method *m;

			$plain_type->comments =
				build_join_comments(b, $2.comments, $plain_type->comments);
			m = build_method(b, build_annotate(b, $outer, $inner, $plain_type),
					 name_of(b, @ident, $ident), $args, $id_opt, $ident.comments);
			m->oneway = true;
			m->oneway_at = build_range(b, @2);
		}
	;

id_opt:
	%empty		{ $$ = NULL; }
	| '=' expr	{ $$ = $expr; }
	;

args:
	%empty		{ $$ = NULL; }
	| arg_list
	;

arg_list:
	arg				{ $$ = build_args(b, NULL, $arg); }
	| arg_list[all] ',' arg		{ $$ = build_args(b, $all, $arg); }
	;

arg:
	type ident
		{ $$ = build_arg(b, AST_NO_DIRECTION, @type, $type, name_of(b, @ident, $ident)); }
	| direction type ident
		{ $$ = build_arg(b, $direction, @direction, $type, name_of(b, @ident, $ident)); }
	;

direction:
	TOK_IN		{ $$ = AST_IN; }
	| TOK_OUT	{ $$ = AST_OUT; }
	| TOK_INOUT	{ $$ = AST_INOUT; }
	;

constant:
	annotations[outer] TOK_CONST annotations[inner] plain_type ident '=' expr
		{
			build_constant(b, build_annotate(b, $outer, $inner, $plain_type),
				       name_of(b, @ident, $ident), $expr, $2.comments);
		}
	;

field:
	annotations plain_type ident value_opt
		{
			build_field(b, build_annotate(b, $annotations, NULL, $plain_type),
				    name_of(b, @ident, $ident), $value_opt);
		}
	;

value_opt:
	%empty		{ $$ = NULL; }
	| '=' expr	{ $$ = $expr; }
	;

/* Types */

type:
	annotations plain_type	{ $$ = build_annotate(b, $annotations, NULL, $plain_type); }
	;

plain_type:
	qname dims
		{ $$ = build_type(b, @$, name_of(b, @qname, $qname), $qname.comments, NULL, $dims); }
	| qname '<' types close dims
		{
			$$ = build_type(b, @$, name_of(b, @qname, $qname), $qname.comments, $types,
					$dims);
		}
	;

close:
	'>'
	| TOK_GT_OF_TWO
	;

types:
	type			{ $$ = build_types(b, NULL, $type); }
	| types[all] ',' type	{ $$ = build_types(b, $all, $type); }
	;

dims:
	%empty				{ $$ = NULL; }
	| dims[all] '[' ']'		{ $$ = build_dims(b, $all, NULL); }
	| dims[all] '[' expr ']'	{ $$ = build_dims(b, $all, $expr); }
	;

/* Expressions */

expr:
	TOK_INT			{ $$ = build_literal(b, AST_INT, @1, $1.text); }
	| TOK_FLOAT		{ $$ = build_literal(b, AST_FLOAT, @1, $1.text); }
	| TOK_CHAR		{ $$ = build_literal(b, AST_CHAR, @1, $1.text); }
	| TOK_STRING		{ $$ = build_literal(b, AST_STRING, @1, $1.text); }
	| TOK_BOOL		{ $$ = build_literal(b, AST_BOOL, @1, $1.text); }
	| qname			{ $$ = build_literal(b, AST_REF, @1, $1.text); }
	| '(' expr[e] ')'	{ $$ = build_paren(b, @$, $e); }
	| '{' '}'		{ $$ = build_list(b, @$, NULL); }
	| '{' exprs '}'		{ $$ = build_list(b, @$, $exprs); }
	| '{' exprs ',' '}'	{ $$ = build_list(b, @$, $exprs); }
	| '+' expr[e] %prec UNARY	{ $$ = build_unary(b, AST_PLUS, @$, $e); }
	| '-' expr[e] %prec UNARY	{ $$ = build_unary(b, AST_MINUS, @$, $e); }
	| '!' expr[e] %prec UNARY	{ $$ = build_unary(b, AST_NOT, @$, $e); }
	| '~' expr[e] %prec UNARY	{ $$ = build_unary(b, AST_COMPL, @$, $e); }
	| expr[l] '*' expr[r]		{ $$ = build_binary(b, AST_MUL, $l, $r); }
	| expr[l] '/' expr[r]		{ $$ = build_binary(b, AST_DIV, $l, $r); }
	| expr[l] '%' expr[r]		{ $$ = build_binary(b, AST_MOD, $l, $r); }
	| expr[l] '+' expr[r]		{ $$ = build_binary(b, AST_PLUS, $l, $r); }
	| expr[l] '-' expr[r]		{ $$ = build_binary(b, AST_MINUS, $l, $r); }
	| expr[l] TOK_SHL expr[r]	{ $$ = build_binary(b, AST_SHL, $l, $r); }
	| expr[l] TOK_GT_OF_TWO '>' expr[r] %prec TOK_GT_OF_TWO
					{ $$ = build_binary(b, AST_SHR, $l, $r); }
	| expr[l] '<' expr[r]		{ $$ = build_binary(b, AST_LT, $l, $r); }
	| expr[l] '>' expr[r]		{ $$ = build_binary(b, AST_GT, $l, $r); }
	| expr[l] TOK_LE expr[r]	{ $$ = build_binary(b, AST_LE, $l, $r); }
	| expr[l] TOK_GE expr[r]	{ $$ = build_binary(b, AST_GE, $l, $r); }
	| expr[l] TOK_EQ expr[r]	{ $$ = build_binary(b, AST_EQ, $l, $r); }
	| expr[l] TOK_NE expr[r]	{ $$ = build_binary(b, AST_NE, $l, $r); }
	| expr[l] '&' expr[r]		{ $$ = build_binary(b, AST_AND, $l, $r); }
	| expr[l] '^' expr[r]		{ $$ = build_binary(b, AST_XOR, $l, $r); }
	| expr[l] '|' expr[r]		{ $$ = build_binary(b, AST_OR, $l, $r); }
	| expr[l] TOK_LAND expr[r]	{ $$ = build_binary(b, AST_LAND, $l, $r); }
	| expr[l] TOK_LOR expr[r]	{ $$ = build_binary(b, AST_LOR, $l, $r); }
	;

exprs:
	expr			{ $$ = build_exprs(b, NULL, $expr); }
	| exprs[all] ',' expr	{ $$ = build_exprs(b, $all, $expr); }
	;

%%

/* The parser's own words come only where its stack is full. */
static void aidl_yyerror(const YYLTYPE *at, void *scanner, struct build *b, const char *what)
{
	if (!b->too_deep)
		diag_at(b->diag, DIAG_NESTING, build_range(b, *at), "nested too deeply");
	b->too_deep = true;
	b->file->broken = b->file->types_lost = true;
}

/* What is being read: the stack's symbols from the top down to the list that holds it. */
static enum syntax_place place_of(const yypcontext_t *ctx)
{
	bool typed = false, in_args = false;

	for (const yy_state_t *s = ctx->yyssp; *s; s--) { /* state 0 is at the bottom only */
		in_args |= YY_ACCESSING_SYMBOL(*s) == YYTRANSLATE((int)'(');
		switch (YY_ACCESSING_SYMBOL(*s)) {
		case YYSYMBOL_TOK_PACKAGE:
			return SYNTAX_PACKAGE;
		case YYSYMBOL_TOK_IMPORT:
			return SYNTAX_IMPORT;
		case YYSYMBOL_TOK_CONST:
			return SYNTAX_CONSTANT;
		case YYSYMBOL_headers:
			return SYNTAX_PARCELABLE;
		case YYSYMBOL_method:
			return SYNTAX_METHOD;
		case YYSYMBOL_field:
			return SYNTAX_FIELD;
		case YYSYMBOL_constant:
			return SYNTAX_CONSTANT;
		case YYSYMBOL_types:
			return SYNTAX_TYPES;
		case YYSYMBOL_arg_list:
			return SYNTAX_ARGS;
		case YYSYMBOL_args:
			return SYNTAX_METHOD;
		case YYSYMBOL_direction:
			in_args = true;
			break;
		case YYSYMBOL_plain_type:
			typed = true;
			break;
		case YYSYMBOL_TOK_ANNOTATION:
			return SYNTAX_ANNOTATION;
		case YYSYMBOL_enumerators:
			return SYNTAX_ENUMERATOR;
		case YYSYMBOL_interface_members:
			if (in_args)
				return SYNTAX_ARGS;
			return typed ? SYNTAX_METHOD : SYNTAX_INTERFACE_MEMBER;
		case YYSYMBOL_data_members:
			return typed ? SYNTAX_FIELD : SYNTAX_DATA_MEMBER;
		case YYSYMBOL_decls:
			return SYNTAX_DECL;
		default:
			break;
		}
	}
	return SYNTAX_DECL;
}

static enum syntax_last last_of(const yypcontext_t *ctx)
{
	const yy_state_t *top = ctx->yyssp;

	if (YY_ACCESSING_SYMBOL(*top) == YYSYMBOL_annotations) /* none, mostly */
		top--;
	if (YY_ACCESSING_SYMBOL(*top) == YYTRANSLATE((int)'<'))
		return SYNTAX_AFTER_LESS;
	switch (YY_ACCESSING_SYMBOL(*ctx->yyssp)) {
	case YYSYMBOL_plain_type:
	case YYSYMBOL_type:
		return SYNTAX_AFTER_TYPE;
	case YYSYMBOL_TOK_INTERFACE:
	case YYSYMBOL_TOK_PARCELABLE:
	case YYSYMBOL_TOK_UNION:
	case YYSYMBOL_TOK_ENUM:
		return SYNTAX_AFTER_KIND;
	default:
		return SYNTAX_AFTER_OTHER;
	}
}

/* What can stand behind any value, and so says nothing. */
static bool is_operator(yysymbol_kind_t kind)
{
	static const char singles[] = "|^&<>+-*/%";

	for (const char *c = singles; *c; c++)
		if (kind == YYTRANSLATE((int)*c))
			return true;
	return kind == YYSYMBOL_TOK_GT_OF_TWO ||
	       (kind >= YYSYMBOL_TOK_SHL && kind <= YYSYMBOL_TOK_LOR);
}

static int yyreport_syntax_error(const yypcontext_t *ctx, void *scanner, struct build *b)
{
	yysymbol_kind_t kinds[YYNTOKENS];
	struct syntax_error e = {.place = place_of(ctx), .last = last_of(ctx)};
	int n = yypcontext_expected_tokens(ctx, kinds, YYNTOKENS);
	yysymbol_kind_t found = yypcontext_token(ctx);

	if (n < 0)
		return n;
	for (int i = 0; i < n; i++)
		e.in_value |= kinds[i] == YYTRANSLATE('*');
	for (int i = 0; i < n; i++) {
		e.member |= kinds[i] == YYSYMBOL_TOK_ANNOTATION;
		e.semicolon |= kinds[i] == YYTRANSLATE(';');
		e.name |= kinds[i] == YYSYMBOL_TOK_NAME;
		e.value |= kinds[i] == YYSYMBOL_TOK_INT;
		if (kinds[i] == YYSYMBOL_TOK_GT_OF_TWO || (e.in_value && is_operator(kinds[i])))
			continue; /* where it ends types, so does a '>' of its own */
		if (kinds[i] != YYSYMBOL_TOK_CPP_HEADER && kinds[i] != YYSYMBOL_TOK_NDK_HEADER &&
		    kinds[i] != YYSYMBOL_TOK_RUST_TYPE && kinds[i] != YYSYMBOL_TOK_C_HEADER &&
		    e.n_expected < SYNTAX_MAX_EXPECTED)
			e.expected[e.n_expected++] = yysymbol_name(kinds[i]);
	}
	e.end = found == YYSYMBOL_YYEOF;
	e.reserved = (found >= YYSYMBOL_TOK_PACKAGE && found <= YYSYMBOL_TOK_INOUT) ||
		     found == YYSYMBOL_TOK_BOOL;
	e.at = *yypcontext_location(ctx);
	syntax_report(b, &e);
	return 0;
}

struct ast_file *parse_file(struct arena *arena, struct intern *names, struct diag *diag,
			    struct source *src)
{
	struct ast_file *file = arena_new(arena, struct ast_file);
	struct build b = {.arena = arena, .names = names, .diag = diag, .src = src, .file = file};
	void *scanner;

	/* A long file of short lines brings a new name on each. */
	intern_reserve(names, names->n + src->len / 64);
	file->src = src;
	file->package.s = intern_str(names, "");
	file->root = file->package.s;
	if (!lexer_open(&b, &scanner))
		base_die("out of memory (%u bytes of text)", src->len);
	if (aidl_yyparse(scanner, &b))
		file->broken = file->types_lost = true;
	lexer_close(scanner);
	return file;
}
