/* SPDX-License-Identifier: MIT */
/*
 * options.h - the command line of aidl2c
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/vec.h"

struct options {
	VEC(const char *) inputs;
	VEC(const char *) dirs;		/* -I */
	const char *out;		/* -o, ends with '/' */
	const char *header_out;		/* -h, ends with '/'; as out where not given */
	const char *dep_file;		/* -d; NULL: none */
	bool dep_beside;		/* -a */
	bool structured;
	bool vintf;			/* --stability=vintf */
	int32_t version;		/* 0: none */
	const char *hash;		/* NULL: none */
	const char *(*prefixes)[2];
	int n_prefixes;
	bool help;
};

/**
 * Reads the command line; -W settings go into diag. What is wrong is written to
 * stderr. Strings are the caller's argv or in the arena.
 * Return: false where the command line is wrong.
 */
bool options_parse(struct options *opt, struct arena *arena, struct diag *diag, int argc,
		   char **argv);

/** The text of --help. */
const char *options_help(void);
