/* SPDX-License-Identifier: MIT */
/*
 * model.h - what the AIDL means, ready for a backend
 *
 * Built by sema from the checked tree, read-only afterwards; all of it lives in
 * the arena of the run. Names are resolved, constants evaluated, codes assigned,
 * nested types listed in the order in which they must be defined. A backend
 * reads this header and nothing else of the compiler but base/.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct model_def;

/* Types */

enum model_base {
	MODEL_VOID,		/* return type only */
	MODEL_BOOLEAN,
	MODEL_BYTE,
	MODEL_CHAR,
	MODEL_INT,
	MODEL_LONG,
	MODEL_FLOAT,
	MODEL_DOUBLE,
	MODEL_STRING,		/* also @utf8InCpp: the same in C */
	MODEL_IBINDER,
	MODEL_FD,		/* ParcelFileDescriptor */
	MODEL_HOLDER,		/* ParcelableHolder */
	MODEL_ENUM,		/* def is set from here on */
	MODEL_PARCELABLE,
	MODEL_UNION,
	MODEL_INTERFACE,
};

enum model_shape {
	MODEL_SINGLE,
	MODEL_ARRAY,		/* T[] */
	MODEL_LIST,		/* List<T>: as T[] in C and on the wire */
	MODEL_FIXED_ARRAY,	/* T[N], T[N][M]...: dims */
};

#define MODEL_MAX_DIMS 8

struct model_type {
	enum model_base base;		/* of the element, where there is a shape */
	const struct model_def *def;	/* the enum, parcelable, union or interface; else NULL */
	enum model_shape shape;
	/* @nullable: the value; with a shape, elements that can be null too */
	bool nullable;
	bool heap;			/* @nullable(heap=true) */
	int n_dims;			/* MODEL_FIXED_ARRAY: how many, outermost first */
	int32_t dims[MODEL_MAX_DIMS];
};

/* Values: of constants, enumerators and field defaults, already converted to their type. */

enum model_value_kind {
	MODEL_VALUE_NONE,	/* no default was written: zero, empty, null */
	MODEL_VALUE_BOOL,	/* i */
	MODEL_VALUE_INT,	/* i: byte, int, long, char (as UTF-16 unit) */
	MODEL_VALUE_FLOATING,	/* f and text */
	MODEL_VALUE_STRING,	/* s, UTF-8, unescaped, len bytes */
	MODEL_VALUE_ENUMERATOR,	/* enumerator of enum_def */
	MODEL_VALUE_LIST,	/* items */
};

struct model_value {
	enum model_value_kind kind;
	int64_t i;
	double f;
	const char *text;	/* FLOATING: the literal in C form without suffix, e.g. "1.5" */
	const char *s;
	size_t len;
	const struct model_def *enum_def;
	const struct model_enumerator *enumerator;
	const struct model_value *items;
	int n_items;
};

/*
 * Comments: doc text of the declaration, delimiters and leading stars removed,
 * lines kept; NULL where none.
 */

struct model_doc {
	const char *text;
	/* note of @deprecated; "" where it has none; NULL: not deprecated */
	const char *deprecated;
};

struct model_constant {
	const char *name;
	struct model_type type;		/* byte, int, long, float, double, String, boolean, char */
	struct model_value value;
	struct model_doc doc;
};

struct model_enumerator {
	const char *name;
	int64_t value;
	struct model_doc doc;
};

struct model_field {
	const char *name;
	struct model_type type;
	struct model_value value;
	struct model_doc doc;
};

enum model_direction { MODEL_IN, MODEL_OUT, MODEL_INOUT };

struct model_arg {
	const char *name;
	struct model_type type;
	enum model_direction dir;
};

struct model_method {
	const char *name;
	struct model_type ret;		/* MODEL_VOID: none */
	struct model_arg *args;
	int n_args;
	bool oneway;			/* the method's own or the interface's */
	int32_t id;			/* 0-based; the code is FIRST_CALL_TRANSACTION + id */
	bool clear_buf;			/* @SensitiveData on the interface */
	bool meta_version;		/* getInterfaceVersion, added by --version */
	bool meta_hash;			/* getInterfaceHash, added by --hash */
	struct model_doc doc;
};

enum model_kind { MODEL_DEF_INTERFACE, MODEL_DEF_PARCELABLE, MODEL_DEF_UNION, MODEL_DEF_ENUM };

/** A defined type. Exactly one of the groups below is in use, by kind. */
struct model_def {
	enum model_kind kind;
	const char *name;		/* last component: "Inner" */
	const char *package;		/* "com.example", "" where none */
	const char *qualified;		/* "com.example.Outer.Inner" */
	const char *descriptor;		/* @Descriptor or the qualified name */
	const struct model_def *parent;	/* enclosing type, NULL at top level */
	struct model_doc doc;
	bool vintf;			/* @VintfStability, own or inherited */
	bool sensitive;			/* @SensitiveData */
	bool fixed_size;		/* @FixedSize */
	bool external;			/* unstructured: c_header names the file that defines it */
	const char *c_header;

	/* The header of the file that defines it, "com/example/Outer.h" (its outermost type's). */
	const char *header;

	struct model_constant *constants;	/* interface, parcelable, union */
	int n_constants;

	/* interface; in order of declaration, meta methods last */
	struct model_method *methods;
	int n_methods;
	int32_t version;			/* 0: not versioned */
	const char *hash;			/* NULL: none */

	struct model_field *fields;		/* parcelable, union */
	int n_fields;

	struct model_enumerator *enumerators;	/* enum */
	int n_enumerators;
	enum model_base backing;		/* MODEL_BYTE, MODEL_INT, MODEL_LONG */

	const struct model_def **nested;	/* direct children, in order of declaration */
	int n_nested;
};

/** One input file, checked. */
struct model_file {
	/* as a reader finds it: "com/example/IFoo.aidl", never absolute */
	const char *path;
	/* the top-level type (AIDL allows one a file for C output) */
	const struct model_def *root;
	/*
	 * Every type defined in this file, root included, in an order in which each stands after
	 * those it holds by value.
	 */
	const struct model_def **defs;
	int n_defs;
	/*
	 * Every type of other files that this one mentions, sorted by qualified name;
	 * by_value: needs its definition.
	 */
	struct model_use {
		const struct model_def *def;
		bool by_value;
	} *uses;
	int n_uses;
};
