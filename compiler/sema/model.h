/* SPDX-License-Identifier: MIT */
/*
 * model.h - what the AIDL means, ready for a backend
 *
 * Built by sema from the checked tree, read-only afterwards; all of it lives in
 * the arena of the run. Names are resolved, constants evaluated, codes assigned,
 * nested types listed in the order in which they must be defined. A backend
 * reads this header and nothing else of the compiler but spell.h and base/.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/source.h"

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
	MODEL_HOLDER,		/* ParcelableHolder; only as a field of a parcelable */
	/* What the language has and not every backend. */
	MODEL_FILE_DESCRIPTOR,	/* the raw, unstable one */
	MODEL_CHAR_SEQUENCE,
	MODEL_UNTYPED_LIST,	/* List without an element type */
	MODEL_MAP,		/* args: none, or String and the type of the values */
	MODEL_ENUM,		/* def is set from here on; also the Tag of a union */
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

/* There is one for each member: what is small stands together. */
struct model_type {
	enum model_base base;		/* of the element, where there is a shape */
	enum model_shape shape;
	/* @nullable: the value; with a shape, elements that can be null too */
	bool nullable;
	bool heap;			/* @nullable(heap=true) */
	bool utf8_in_cpp;
	/* of a member: needs the definition, whose file needs one of this file, directly or not */
	bool circular;
	const struct model_def *def;	/* the enum, parcelable, union or interface; else NULL */
	const int32_t *dims;		/* MODEL_FIXED_ARRAY: n_dims sizes, outermost first */
	/*
	 * What stands between '<' and '>' of a Map or a generic parcelable; of the latter nothing
	 * is written to a parcel, and Foo<int> and Foo<String> are one type in C.
	 */
	const struct model_type *args;
	/* Those of the member are its type's, as in AIDL. */
	const struct model_annotation *annotations;
	int n_dims;
	int n_args;
	int n_annotations;
	int64_t size;			/* of a value of it, as in model_def; of members alone */
	struct source_range at;		/* as written, without annotations */
};

/* Sizes stop here. */
#define MODEL_MAX_BYTES ((int64_t)1 << 48)

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

/* An annotation as it was written; the values are evaluated. */

struct model_param {
	const char *name;		/* "value" in @X(v) */
	struct model_value value;
};

struct model_annotation {
	const char *name;		/* without the '@' */
	const struct model_param *params;
	int n_params;
};

/* What a caller needs, by the annotation of the method or, for all of them, of the interface. */

enum model_permission_kind {
	MODEL_PERMISSION_UNSAID,
	MODEL_PERMISSION_NONE,		/* @RequiresNoPermission */
	MODEL_PERMISSION_MANUAL,	/* @PermissionManuallyEnforced: the implementation asks */
	MODEL_PERMISSION_ENFORCED,	/* @EnforcePermission: names */
};

struct model_permission {
	enum model_permission_kind kind;
	bool all;			/* all of names are needed (allOf), not one of them */
	const char *const *names;
	int n_names;
};

/*
 * Comments: doc text of the declaration, delimiters and leading stars removed,
 * lines kept; NULL where none.
 */

struct model_doc {
	const char *text;
	/* note of @deprecated; "" where it has none; NULL: not deprecated */
	const char *deprecated;
	bool hidden;			/* @hide in a block comment */
};

struct model_constant {
	const char *name;
	struct source_range at;		/* of the name, as everywhere below */
	struct model_type type;		/* byte, int, long, float, double, String, boolean, char */
	struct model_value value;
	struct model_doc doc;
};

struct model_enumerator {
	const char *name;
	struct source_range at;
	int64_t value;
	struct model_doc doc;
};

struct model_field {
	const char *name;
	struct source_range at;
	struct model_type type;
	struct model_value value;
	struct model_doc doc;
};

enum model_direction { MODEL_IN, MODEL_OUT, MODEL_INOUT };

struct model_arg {
	const char *name;
	struct source_range at;
	struct model_type type;
	enum model_direction dir;
};

struct model_method {
	const char *name;
	struct source_range at;		/* src NULL: a meta method */
	struct model_type ret;		/* MODEL_VOID: none */
	struct model_arg *args;
	int n_args;
	bool oneway;			/* the method's own or the interface's */
	int32_t id;			/* 0-based; the code is FIRST_CALL_TRANSACTION + id */
	bool clear_buf;			/* @SensitiveData on the interface */
	bool allow_blocking;		/* @PropagateAllowBlocking */
	struct model_permission permission;	/* its own or the interface's */
	bool is_new;			/* not in the frozen API: see next_version of model_def */
	bool meta_version;		/* getInterfaceVersion, added by --version */
	bool meta_hash;			/* getInterfaceHash, added by --hash */
	struct model_doc doc;
};

enum model_kind { MODEL_DEF_INTERFACE, MODEL_DEF_PARCELABLE, MODEL_DEF_UNION, MODEL_DEF_ENUM };

/** A defined type. Exactly one of the groups below is in use, by kind. */
struct model_def {
	enum model_kind kind;
	const char *name;		/* last component: "Inner" */
	struct source_range at;
	const char *package;		/* "com.example", "" where none */
	const char *qualified;		/* "com.example.Outer.Inner" */
	const char *descriptor;		/* @Descriptor or the qualified name */
	const struct model_def *parent;	/* enclosing type, NULL at top level */
	struct model_doc doc;
	bool vintf;			/* @VintfStability, own or inherited */
	bool sensitive;			/* @SensitiveData */
	bool fixed_size;		/* @FixedSize */
	/*
	 * Unstructured: what it is stands in files of each language; NULL where none was named.
	 * C needs c_header.
	 */
	bool external;
	const char *c_header, *cpp_header, *ndk_header, *rust_type;
	const struct model_annotation *annotations;
	int n_annotations;
	const char *const *type_params;	/* names, of a generic parcelable */
	int n_type_params;

	/* The header of the file that defines it, "com/example/Outer.h" (its outermost type's). */
	const char *header;

	struct model_constant *constants;	/* interface, parcelable, union */
	int n_constants;

	/* interface; in order of declaration, meta methods last */
	bool oneway;				/* oneway interface */
	struct model_permission permission;	/* its own */
	struct model_method *methods;
	int n_methods;
	int32_t version;			/* that it answers; 0: not versioned */
	const char *hash;			/* NULL: none */
	/*
	 * The version that is being written, where --previous_api_dir names the frozen one before. Until
	 * it is frozen too code plays that one, whose version and hash stand above: a method that
	 * is_new is answered as unknown, fields from n_sent on stay out of parcels. 0: this is it.
	 */
	int32_t next_version;

	/*
	 * parcelable, union: it or what it holds has values in C that cannot be sent: a null, a text
	 * that is no UTF-8, an array without elements, an unknown tag
	 */
	bool strict;
	bool recursive;				/* it can hold, through others too, one of its own kind */
	/*
	 * it, or a parcelable that it holds, has fields that are not sent: what arrives is another
	 * value. (What is new of a union is refused, as an unknown tag is.)
	 */
	bool holds_new;
	/*
	 * parcelable, union: how many bytes a value takes at most, and how many beside it on the heap
	 * that its default brings, on a machine of 64 bits
	 */
	int64_t size, default_bytes;
	struct model_field *fields;		/* parcelable, union */
	int n_fields;
	int n_sent;				/* the first ones: the others are not in the frozen API */
	/*
	 * union: its enum Tag, which has the fields' names and the values from 0, and is in no
	 * nested
	 */
	const struct model_def *tag;

	struct model_enumerator *enumerators;	/* enum */
	int n_enumerators;
	enum model_base backing;		/* MODEL_BYTE, MODEL_INT, MODEL_LONG */
	bool is_tag;				/* the Tag of the union parent */

	const struct model_def **nested;	/* direct children, in order of declaration */
	int n_nested;
};

/** One input file, checked. */
struct model_file {
	/* as a reader finds it: "com/example/IFoo.aidl", never absolute */
	const char *path;
	/* the top-level type with a body; NULL: there are only unstructured parcelables */
	const struct model_def *root;
	const char *const *imports;	/* as written */
	int n_imports;
	/*
	 * Every type defined in this file, root and unstructured ones included, in an order in
	 * which each stands after those it holds by value. The Tag of a union that something of this
	 * file is of stands before the union.
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

/**
 * Whether one value of base, which may be null or not, has forms in C that cannot be sent, whatever
 * its definition holds; vintf: it is a member of a VINTF-stable type. See strict above.
 */
static inline bool model_is_strict(enum model_base base, bool nullable, bool vintf)
{
	switch (base) {
	case MODEL_STRING:
		return true;
	case MODEL_HOLDER:
		return vintf;
	case MODEL_IBINDER:
	case MODEL_INTERFACE:
	case MODEL_FD:
		return !nullable;
	default:
		return false;
	}
}
