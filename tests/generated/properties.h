/* SPDX-License-Identifier: MIT */
/*
 * properties.h - a type of generated C as properties.c sees it: its size and its functions
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <hideglue/aidl_support.h>

/** Where values come from. */
struct random {
	uint64_t state;
	int depth; /* of the value that is being made inside others */
	bool objects; /* there may be binders and descriptors */
	int n_fds; /* that were made */
};

uint64_t random_number(struct random *r);
/** Whether a value that can be null is there: ever less likely inside others. */
bool random_more(struct random *r);
/** Of an array: 0 to 3; -1 too where it can be null. */
int32_t random_length(struct random *r, bool nullable);
void random_string(struct random *r, char **ret, bool nullable);

/** Whether there is a binder or descriptor to be: always where it cannot be null. */
bool random_object(struct random *r, bool nullable);
/** A new object without an interface. */
AIBinder *random_binder(void);
/** One end of a new pipe. */
int random_fd(struct random *r);

/** Whether values have binders or descriptors. */
enum property_objects { PROPERTY_NONE, PROPERTY_SOME, PROPERTY_NEEDED };

struct property_type {
	const char *name;
	size_t size;
	enum property_objects objects;
	bool is_union;
	const char *const *fields; /* their names, NULL behind the last */
	void (*fill)(struct random *r, void *self);
	binder_status_t (*init)(void *self);
	void (*clear)(void *self);
	binder_status_t (*copy)(void *self, const void *from);
	bool (*equals)(const void *a, const void *b);
	char *(*to_string)(const void *self);
	binder_status_t (*write)(const void *self, AParcel *parcel);
	binder_status_t (*read)(void *self, const AParcel *parcel);
	binder_status_t (*read_within)(void *self, const AParcel *parcel, aidl_budget *budget);
	void *(*make)(void);
	void (*drop)(void *self);
};

/* A pointer to a struct and to void are passed alike wherever there is a Binder. */
#define PROPERTY_TYPE(T, objects, is_union, ...)                                                   \
	{                                                                                          \
		#T, sizeof(T), objects, is_union, (const char *const[]){ __VA_ARGS__ },            \
		(void (*)(struct random *, void *))random_##T,                      \
		(binder_status_t(*)(void *))T##_init, (void (*)(void *))T##_clear,                 \
		(binder_status_t(*)(void *, const void *))T##_copy,                                \
		(bool (*)(const void *, const void *))T##_equals,                                  \
		(char *(*)(const void *))T##_toString,                                             \
		(binder_status_t(*)(const void *, AParcel *))T##_writeToParcel,                    \
		(binder_status_t(*)(void *, const AParcel *))T##_readFromParcel,                   \
		(binder_status_t(*)(void *, const AParcel *, aidl_budget *))T##_readWithin,        \
		(void *(*)(void))T##_new, (void (*)(void *))T##_delete                             \
	}

/** Written by the test: the tables of all cases, NULL behind the last. */
extern const struct property_type *const property_cases[];
