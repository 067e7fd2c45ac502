/* SPDX-License-Identifier: MIT */
/*
 * ast.c - questions about a tree
 */
#include "front/ast.h"

const char *ast_op_text(enum ast_op op)
{
	static const char *const text[] = {
		[AST_PLUS] = "+", [AST_MINUS] = "-", [AST_NOT] = "!", [AST_COMPL] = "~",
		[AST_MUL] = "*", [AST_DIV] = "/", [AST_MOD] = "%", [AST_SHL] = "<<",
		[AST_SHR] = ">>", [AST_LT] = "<", [AST_GT] = ">", [AST_LE] = "<=",
		[AST_GE] = ">=", [AST_EQ] = "==", [AST_NE] = "!=", [AST_AND] = "&",
		[AST_XOR] = "^", [AST_OR] = "|", [AST_LAND] = "&&", [AST_LOR] = "||",
	};

	return text[op];
}

struct ast_decl *ast_root(struct ast_decl *d)
{
	while (d->parent)
		d = d->parent;
	return d;
}
