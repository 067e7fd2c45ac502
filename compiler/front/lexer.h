/* SPDX-License-Identifier: MIT */
/*
 * lexer.h - opening and closing the scanner; tokens are taken by the parser alone
 */
#pragma once

#include <stdbool.h>

struct build;

/** A scanner over b->src, whose text changes and is as it was after lexer_close(). False: no memory. */
bool lexer_open(struct build *b, void **ret_scanner);
void lexer_close(void *scanner);
