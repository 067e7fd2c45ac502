/* SPDX-License-Identifier: MIT */
/*
 * gen.h - what the files of the C backend share
 *
 *	ctype.c        types as C declares them
 *	ops.c          one operation on one value as a C expression
 *	arrays.c       the file-local functions such an expression may need
 *	fixed.c        those of them for arrays of fixed size
 *	locals.c       values that functions make for themselves
 *	header.c       the header's frame
 *	source.c       the source's frame
 *	check.c        whether a value could be sent
 *	enum.c parcelable.c union.c interface.c (declarations) proxy.c stub.c
 *
 * A source is written in two buffers: the body, and before it the helpers, small
 * static functions that expressions of the body asked for (arrays of parcelables,
 * fixed-size arrays). A helper stands after those it calls.
 */
#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/emit.h"
#include "base/intern.h"
#include "base/vec.h"
#include "gen_c/gen_c.h"
#include "gen_c/ident.h"
#include "sema/model.h"

struct gen {
	/* Scratch: loops over methods, fields and values release what one of them took. */
	struct arena *arena;
	struct arena keep;		/* lives as long as this */
	struct ident ident;
	const struct model_file *file;
	struct emit before;		/* source only: what stands before the types, helpers last */
	struct intern helper_names;	/* those that are written */
};

/* Text in the scratch of g. */
#define FMT(...) arena_fmt(g->arena, __VA_ARGS__)

/* Longer lines are broken, where that can be. */
#define MAX_COLUMNS 100

/** Prepares g for one output; arena is empty and stays the caller's. */
void gen_init(struct gen *g, struct arena *arena, const struct model_file *file,
	      const struct gen_c_options *opt);
void gen_fini(struct gen *g);

/* Types (ctype.c) */

/** A type as values have it: a model type, an element of one, or a row of a fixed-size array. */
struct ctype {
	enum model_base base;
	const struct model_def *def;
	enum model_shape shape;	/* a List is an array */
	bool null;		/* the value may be null */
	bool elem_null;		/* with a shape: elements may be null */
	bool vintf;		/* a holder: what it holds must be VINTF-stable */
	int n_dims;
	const int32_t *dims;
};

/** How C holds a value, and so how operations on it are written. */
enum ctype_form {
	FORM_SCALAR,		/* int32_t, an enum */
	FORM_STRING,		/* char * */
	FORM_BINDER,		/* AIBinder * */
	FORM_INTERFACE,		/* demo_IFoo * */
	FORM_FD,		/* int */
	FORM_STRUCT,		/* demo_Foo */
	FORM_HOLDER,		/* aidl_ParcelableHolder */
	FORM_STRUCT_PTR,	/* demo_Foo *, NULL is null */
	FORM_ARRAY,		/* {data, length} */
	FORM_FIXED,		/* x[2][3] */
	FORM_FIXED_PTR,		/* (*x)[2][3], NULL is null */
};

enum decl_role {
	DECL_OWNED,	/* a field or local */
	DECL_IN,	/* an in argument */
	DECL_OUT,	/* an out or inout argument, ret */
};

struct ctype ctype_of(const struct model_type *t);
/** The type of a member of def. */
struct ctype ctype_of_field(const struct model_def *def, const struct model_field *f);
/** What an array's elements are, or the rows of an array of several dimensions. */
struct ctype ctype_element(struct ctype t);
/** What a fixed-size array of any dimensions holds; t itself where it is none. */
struct ctype ctype_innermost(struct ctype t);
enum ctype_form ctype_form(struct ctype t);

/** "demo_Foo *x": the declaration of name. */
const char *ctype_declare(struct gen *g, struct ctype t, enum decl_role role, const char *name);
/** The C type of one value without shape, "int32_t", "char *"; its pointer star included. */
const char *ctype_single(struct gen *g, struct ctype t);
/** The C type of a FORM_ARRAY: "aidl_Int32Array", "demo_Foo_NullableArray". */
const char *ctype_array(struct gen *g, struct ctype t);
/** The word for t in names of functions: "int32_array", "nullable_demo_Foo", "string_2x3". */
const char *ctype_word(struct gen *g, struct ctype t);
/** The NDK's word for a scalar: "Int32", "Byte". */
const char *ctype_ndk(struct ctype t);
/** Whether an array of t is one of aidl_arrays.h. */
bool ctype_builtin_elements(struct ctype t);
/** The least a value takes in a parcel, in bytes. */
int ctype_min_wire(struct ctype t);
/** All elements of a fixed-size array. */
long ctype_total(struct ctype t);
/** Whether reading it spends of a budget: it can be much more in memory than in a parcel. */
bool ctype_spends(struct ctype t);
/** A pointer or nothing to free: an operation needs no more than an assignment. */
bool ctype_is_plain(struct ctype t);

/* Operations (ops.c). A place is where a value lives: as an expression and its address. */

struct place {
	const char *val;
	const char *addr;
};

/** An object by its name; also elements: "value->data[i]". */
struct place place_of(struct gen *g, struct ctype t, const char *name);
/** A member of a const object. */
struct place place_of_const(struct gen *g, struct ctype t, const char *name);
/** A field behind object, such as "self->"; of one that is const. */
struct place place_of_field(struct gen *g, const struct model_field *f, const char *object);
struct place place_of_const_field(struct gen *g, const struct model_field *f, const char *object);
/** What an in argument holds. */
struct place place_in(struct gen *g, struct ctype t, const char *name);
/** What an out, inout or ret argument points to. */
struct place place_out(struct gen *g, struct ctype t, const char *name);

/* Expressions of type binder_status_t; parcel names an AParcel *. */
const char *op_write(struct gen *g, struct ctype t, const char *parcel, struct place p);
/** budget names an aidl_budget *. */
const char *op_read(struct gen *g, struct ctype t, const char *parcel, const char *budget,
		    struct place p);
/** to holds an initialised value; NULL: a plain assignment does. */
const char *op_copy(struct gen *g, struct ctype t, struct place to, struct place from);
/** Gives p, all zero, the default of its type; NULL: zero is it. */
const char *op_init(struct gen *g, struct ctype t, struct place p);
/** An out array before the call; FORM_ARRAY only. */
const char *op_prepare(struct gen *g, struct ctype t, struct place p);
/** An expression of type bool. */
const char *op_equal(struct gen *g, struct ctype t, struct place a, struct place b);
/** Whether p could be sent: STATUS_OK, else what writing it would answer; NULL: always (check.c). */
const char *op_check(struct gen *g, struct ctype t, struct place p);
/** A member of the struct at p. */
const char *op_member(struct gen *g, struct place p, const char *name);
/* Statements. */
/** Frees what p holds, which is not used again. */
void op_drop(struct gen *g, struct emit *e, struct ctype t, struct place p);
void op_clear(struct gen *g, struct emit *e, struct ctype t, struct place p);
/** Zeroes p without a look at what is there. */
void op_zero(struct gen *g, struct emit *e, struct ctype t, struct place p);
/** text names an aidl_text *. */
void op_text(struct gen *g, struct emit *e, struct ctype t, const char *text, struct place p);
/** Assigns: moves the value at from to to, which holds nothing. */
void op_move(struct gen *g, struct emit *e, struct ctype t, struct place to, struct place from);
/** Declares an owned local that holds the empty value. */
void op_declare(struct gen *g, struct emit *e, struct ctype t, const char *name);

/* Locals (locals.c) */

/* What the values of a function may take of the stack, in bytes; of one that copies, and can recurse. */
#define GEN_MAX_FRAME 16384
#define GEN_MAX_COPY 1024

/** An owned local; where it is too large for the stack, its name is that of a pointer to it. */
struct local {
	struct ctype type;
	const char *name;
	struct place at;	/* the value */
	bool boxed;		/* it is on the heap, or there was no memory: NULL */
};

/** A local of type t, on the heap if there is no room for it; room is what is left, in bytes. */
struct local local_of(struct gen *g, const struct model_type *t, const char *name, int64_t *room);
/** Whether a value of def would be on the heap as the only local of a function that copies. */
bool local_is_large(const struct model_def *def);
/** Declares it with the empty value in it. */
void local_declare(struct gen *g, struct emit *e, const struct local *l);
/** Frees what it holds and itself; it is not used again. */
void local_drop(struct gen *g, struct emit *e, const struct local *l);
/** A binder_status_t: whether those of them on the heap are there; NULL: none is on the heap. */
const char *locals_made(struct gen *g, const struct local *locals, int n);

/* Helpers (arrays.c) */

enum helper {
	HELPER_WRITE,
	HELPER_READ,
	HELPER_CLEAR,
	HELPER_COPY,
	HELPER_EQUAL,
	HELPER_TEXT,
	HELPER_INIT,
	HELPER_PREPARE,
	HELPER_CHECK,
};

/**
 * The name of the file-local function that does it for t; writes it to the
 * helpers if it is not there yet.
 */
const char *helper(struct gen *g, enum helper what, struct ctype t);

/** What each does, as names of helpers begin. */
extern const char *const helper_verbs[];

/** fixed.c: write such a function for a T[N]..., or a pointer to one; $name$ is set. */
void helper_fixed(struct gen *g, struct emit *h, enum helper what, struct ctype t);
void helper_fixed_ptr(struct gen *g, struct emit *h, enum helper what, struct ctype t);

/* Text */

/** The header that defines def in C: the generated one, or that of a type written by hand (header.c). */
const char *gen_header_of(const struct model_def *def);
/** Two texts one behind the other: for what is needed so often that a format costs. */
const char *gen_join(struct gen *g, const char *first, const char *second);
/** head, items with commas between them, tail. */
const char *gen_list(struct gen *g, const char *head, const char *const *items, int n,
		     const char *tail);
/** A step of a chain over r: "r = expr;" where *first, else "if (r == STATUS_OK)" before it. */
void gen_step(struct emit *e, bool *first, const char *expr);
/**
 * "head" and the statements of body, which has one level more, in braces where they are several.
 */
void gen_block(struct emit *e, const char *head, struct emit *body, const char *tail);
/** Lines of more than MAX_COLUMNS that go to out are broken at a comma or operator. */
void gen_break_lines(struct emit *out);
/** The doc comment of a declaration, and more (may be NULL) as its last paragraph. */
void gen_doc(struct gen *g, struct emit *e, const struct model_doc *doc, const char *more);
/** A constant of type t. */
const char *gen_literal(struct gen *g, struct ctype t, const struct model_value *v);
const char *gen_string_literal(struct gen *g, const char *s, size_t len);
const char *gen_type(struct gen *g, const struct model_def *def);
/* What ident.h makes of the names of fields, arguments, methods in ops and methods as functions. */
const char *gen_field(struct gen *g, const char *name);
const char *gen_arg(struct gen *g, const char *name);
const char *gen_op(struct gen *g, const char *name);
const char *gen_method(struct gen *g, const struct model_def *def, const char *name);
/** "demo_Kind_SOME"; of the Tag of a union "demo_Value_TAG_number". */
const char *gen_enumerator(struct gen *g, const struct model_def *def, const char *name);
/** The name of a parcelable's stability in aidl_holder.h. */
const char *gen_stability(bool vintf);

/* Kinds of types: declarations for the header, definitions for the source. */

void gen_constants(struct gen *g, struct emit *e, const struct model_def *def);
void gen_arrays_block(struct gen *g, struct emit *e, const struct model_def *def);
void gen_array_functions(struct gen *g, struct emit *e, const struct model_def *def);
void gen_enum_header(struct gen *g, struct emit *e, const struct model_def *def);
void gen_enum_source(struct gen *g, struct emit *e, const struct model_def *def);
/** The functions that parcelables and unions have in common; $type$ is set for the last two. */
void gen_value_functions(struct gen *g, struct emit *e, const struct model_def *def);
void gen_init_function(struct gen *g, struct emit *e, const struct model_def *def);
/** What reading a value of def takes for its defaults. */
void gen_spend_defaults(struct emit *e, const struct model_def *def);
/** The beginning and the end of _copy(), between which there is a copy to fill; $type$ is set. */
void gen_copy_begin(struct emit *e, const struct model_def *def, const char *r);
void gen_copy_end(struct emit *e, const struct model_def *def);
void gen_heap_functions(struct emit *e);
/** Whether a parcelable or union has values that cannot be sent, and so a _check; and that. */
bool gen_has_check(const struct model_def *def);
void gen_check_function(struct gen *g, struct emit *e, const struct model_def *def);
void gen_parcelable_header(struct gen *g, struct emit *e, const struct model_def *def);
void gen_parcelable_source(struct gen *g, struct emit *e, const struct model_def *def);
void gen_union_header(struct gen *g, struct emit *e, const struct model_def *def);
void gen_union_source(struct gen *g, struct emit *e, const struct model_def *def);
/* What stands before the declaration of an interface: its doc comment. */
void gen_interface_doc(struct gen *g, struct emit *e, const struct model_def *def);
void gen_interface_header(struct gen *g, struct emit *e, const struct model_def *def);
void gen_proxies(struct gen *g, struct emit *e, const struct model_def *def);
void gen_stubs(struct gen *g, struct emit *e, const struct model_def *def);

/* Methods (interface.c) */

/** head, the parameters of a method with first before them, tail. */
const char *gen_signature(struct gen *g, const char *head, const char *first,
			  const struct model_method *m, const char *tail);
/** What sets the file-local names of a nested interface apart: "IInner_"; "" at top level. */
const char *gen_local_prefix(struct gen *g, const struct model_def *def);
/** Whether generated code asks for a permission before it. */
bool gen_is_guarded(const struct model_method *m);
/** "the permission a.B", "one of the permissions a.B, a.C". */
const char *gen_permission_words(struct gen *g, const struct model_permission *p);
/** Whether it is answered by generated code and not by an implementation. */
bool gen_is_meta(const struct model_method *m);
/** Whether m has a value with fields that are not sent. */
bool gen_holds_new(const struct model_method *m);
