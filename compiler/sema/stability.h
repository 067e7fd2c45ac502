/* SPDX-License-Identifier: MIT */
/*
 * stability.h - what --structured and --stability=vintf ask for
 */
#pragma once

#include "sema/sema.h"

/** @VintfStability on a declaration or one around it. */
bool stability_is_vintf(const struct ast_decl *d);

/** The rules over the types of all files that were loaded. */
void stability_check(struct sema *s);
