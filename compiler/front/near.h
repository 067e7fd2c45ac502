/* SPDX-License-Identifier: MIT */
/*
 * near.h - what somebody may have meant whose import was not found
 */
#pragma once

#include "front/import.h"

struct near {
	const char *name;	/* the full name of a type that has a file; NULL: none is near */
	bool is_package;	/* what was asked for is a folder of files */
};

/**
 * Looks where import_find() has looked for a.b.C in vain: for a file or folder of nearly that name,
 * and for C.aidl a folder higher or lower. The cost is bounded: after some answers in a run, or where
 * folders are very full, nothing is near. The same folders give the same answer.
 */
struct near import_near(struct import *im, const struct ast_file *from, const char *dotted);
