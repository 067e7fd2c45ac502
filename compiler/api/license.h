/* SPDX-License-Identifier: MIT */
/*
 * license.h - the comments at the head of a file
 */
#pragma once

#include "base/emit.h"
#include "front/ast.h"

/**
 * Writes the comments in front of a file's package and imports, as they stand there: what a dump
 * keeps as the license. Those in front of its first type are not among them.
 */
void api_license(struct emit *out, const struct ast_file *file);
