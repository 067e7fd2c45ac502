/* SPDX-License-Identifier: MIT */
/*
 * options.h - the command line of aidl2c
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/vec.h"
#include "warnings.h"

/** What to do with the inputs. */
enum options_mode {
	OPTIONS_C,		/* --lang=c: C for each input */
	OPTIONS_JSON,		/* --lang=json: the checked tree for other tools */
	OPTIONS_DUMPAPI,	/* what of each input its users depend on, as .aidl */
	OPTIONS_CHECKAPI,	/* compares two such dumps */
	OPTIONS_APIHASH,	/* the hash of each */
	OPTIONS_CHECKHASH,	/* compares it with the one written beside the dump */
	OPTIONS_PREPROCESS,	/* declarations of all inputs in one file */
	OPTIONS_APIMAPPING,	/* where each method is declared */
};

struct options_dirs {
	VEC(const char *) v;
};

struct options {
	enum options_mode mode;
	VEC(const char *) inputs;
	struct options_dirs dirs;	/* -I and -N */
	struct options_dirs stable_dirs; /* -I alone: other packages, whichever version this one has */
	const char *out;		/* -o, ends with '/' */
	const char *header_out;		/* -h, ends with '/'; as out where not given */
	const char *dep_file;		/* -d; NULL: none */
	bool dep_beside;		/* -a */
	const char *out_file;		/* of --preprocess and --apimapping */
	VEC(const char *) preprocessed;	/* -p */
	bool ninja;			/* dep files for ninja */
	bool api_equal;			/* --checkapi=equal */
	bool no_license;
	bool no_unstructured;		/* -b */
	const char *previous_dir;	/* NULL: none */
	const char *previous_hash;
	bool min_sdk;			/* --min_sdk_version was given */
	bool structured;
	bool vintf;			/* --stability=vintf */
	int32_t version;		/* 0: none */
	const char *hash;		/* NULL: none */
	const char *(*prefixes)[2];
	int n_prefixes;
	struct warnings warnings;	/* -W */
	bool check_only;
	const char *batch;		/* --batch; NULL: none */
	int jobs;			/* -j; 0: not given */
	bool help;
};

/**
 * Reads the command line; -W settings and the form of messages go into diag, and
 * what is wrong. Strings are the caller's argv or in the arena.
 * Return: false where the command line is wrong.
 */
bool options_parse(struct options *opt, struct arena *arena, struct diag *diag, int argc,
		   char **argv);

/** The text of --help. */
const char *options_help(void);
