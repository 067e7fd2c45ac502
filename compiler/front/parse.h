/* SPDX-License-Identifier: MIT */
/*
 * parse.h - text to tree
 */
#pragma once

#include "base/diag.h"
#include "front/ast.h"

/**
 * Parses a file. Always answers a tree, of what could be understood; broken is
 * set where a syntax error was reported. Nothing is resolved.
 */
struct ast_file *parse_file(struct arena *arena, struct intern *names, struct diag *diag,
			    struct source *src);
