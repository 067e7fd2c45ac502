/* SPDX-License-Identifier: MIT */
/*
 * parcel.h - messages: their memory, position and objects
 *
 * A parcel is either being built (its memory is in the struct, the heap or the driver's send
 * arena) or was received (its memory is the driver's buffer, read-only, given back when the parcel
 * is freed). Objects are what the driver translates: binders and descriptors. objects[] holds
 * their offsets, ascending, none overlapping. While a parcel is being built, holds[] beside it
 * says what it keeps alive for each; in a received one the driver's buffer does.
 *
 * Readers believe nothing: a value is read inside the data only, an object only where objects[]
 * has it, a plain value only where no object is. Not thread-safe, like the public AParcel.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

#include <android/binder_parcel.h>

#include "uapi/binder.h"

struct rt_driver;

enum {
	RT_PARCEL_INLINE = 256,		/* bytes that need no memory beside the struct */
	RT_PARCEL_INLINE_OBJECTS = 4,
	RT_PARCEL_SMALL = 4096,		/* up to here a cached parcel keeps its memory */
	RT_PARCEL_MAX_FDS = 1024,
};

enum rt_parcel_memory {
	RT_MEMORY_INLINE,
	RT_MEMORY_HEAP,
	RT_MEMORY_ARENA,	/* of the driver, see send_alloc() */
	RT_MEMORY_RECEIVED,
};

/** What one object of a parcel being built keeps alive. */
struct rt_hold {
	AIBinder *binder;	/* a strong reference, or NULL */
	int fd;			/* closed with the parcel, or -1 */
};

struct AParcel {
	uint8_t *data;
	size_t size;
	size_t capacity;
	size_t pos;
	binder_size_t *objects;
	struct rt_hold *holds;		/* NULL where received */
	size_t n_objects;
	size_t objects_capacity;
	size_t n_offsets;		/* received: the driver's, n_objects unless they are odd */
	size_t n_fds;
	const AIBinder *target;		/* of AIBinder_prepareTransaction(), for comparison alone */
	struct rt_driver *driver;	/* whose the memory is: arena, received */
	enum rt_parcel_memory memory;
	bool sensitive;			/* wiped when freed */
	/* the request of a call being served: freed on this thread */
	bool serving;
	AParcel *next;			/* in a list of the owner's */
	binder_size_t inline_objects[RT_PARCEL_INLINE_OBJECTS];
	struct rt_hold inline_holds[RT_PARCEL_INLINE_OBJECTS];
	_Alignas(8) uint8_t inline_data[RT_PARCEL_INLINE];
};

/** rt_parcel_new() - an empty parcel, from the thread's cache if it can be; NULL without memory. */
AParcel *rt_parcel_new(void);

/** rt_parcel_free() - drops all that it holds; NULL is left alone. May run onDestroy of objects. */
void rt_parcel_free(AParcel *parcel);

/** rt_parcel_release_cached() - gives back the memory of a parcel that a cache let go. */
void rt_parcel_release_cached(AParcel *parcel);

/** rt_parcel_reset() - empties it, as rt_parcel_free() followed by rt_parcel_new(). */
void rt_parcel_reset(AParcel *parcel);

/** rt_parcel_receive() - makes an empty parcel that of a buffer that the driver delivered. */
void rt_parcel_receive(AParcel *parcel, struct rt_driver *driver,
		       const struct binder_transaction_data *tr);

/**
 * rt_parcel_room() - room for @len bytes at the position, which moves past it
 * @ret:	where to write them; the bytes up to the next multiple of 4 are zero already
 *
 * Return: STATUS_OK; STATUS_NO_MEMORY, STATUS_BAD_VALUE (too long), STATUS_PERMISSION_DENIED
 * (an object lies there, or the parcel was received and holds objects).
 */
binder_status_t rt_parcel_room(AParcel *parcel, size_t len, void **ret);

/** rt_parcel_write() - rt_parcel_room() and a copy. */
binder_status_t rt_parcel_write(AParcel *parcel, const void *data, size_t len);

binder_status_t rt_parcel_write_int32(AParcel *parcel, int32_t value);

/** rt_parcel_left() - bytes between the position and the end. */
size_t rt_parcel_left(const AParcel *parcel);

/**
 * rt_parcel_read() - @len bytes at the position, which moves past them and their padding
 * @ret:	inside the parcel, 4-byte aligned as the position was; copy values out of it
 *
 * Return: STATUS_OK; STATUS_NOT_ENOUGH_DATA, STATUS_PERMISSION_DENIED (an object lies there).
 */
binder_status_t rt_parcel_read(const AParcel *parcel, size_t len, const void **ret);

binder_status_t rt_parcel_read_int32(const AParcel *parcel, int32_t *ret);

/** rt_parcel_write_string() - a String in wire form; NULL writes null, @len then unused. */
binder_status_t rt_parcel_write_string(AParcel *parcel, const char *utf8, size_t len);

/**
 * rt_parcel_read_units() - a String in its wire form
 * @ret:	its units inside the parcel, with a terminating 0; NULL for null
 * Return: STATUS_OK; STATUS_BAD_VALUE (malformed), STATUS_NOT_ENOUGH_DATA (no length word).
 */
binder_status_t rt_parcel_read_units(const AParcel *parcel, const char16_t **ret, size_t *ret_n);

/** rt_parcel_read_string() - a String as malloc'd UTF-8, NULL for null. */
binder_status_t rt_parcel_read_string(const AParcel *parcel, char **ret);

/* Objects: parcel_object.c */

/** rt_parcel_write_binder() - an object and its stability word; NULL writes null. */
binder_status_t rt_parcel_write_binder(AParcel *parcel, AIBinder *binder);

/** rt_parcel_read_binder() - a reference of the caller's, or NULL. */
binder_status_t rt_parcel_read_binder(const AParcel *parcel, AIBinder **ret);

/** rt_parcel_write_fd() - a bare descriptor; closed with the parcel where @owned, else borrowed. */
binder_status_t rt_parcel_write_fd(AParcel *parcel, int fd, bool owned);

/** rt_parcel_read_fd() - a bare descriptor, which stays the parcel's. */
binder_status_t rt_parcel_read_fd(const AParcel *parcel, int *ret);

/** rt_parcel_append() - see AParcel_appendFrom(). */
binder_status_t rt_parcel_append(AParcel *to, const AParcel *from, size_t start, size_t size);

/** rt_parcel_find_object() - index of the first object that ends after @pos. */
size_t rt_parcel_find_object(const AParcel *parcel, size_t pos);

/**
 * rt_parcel_validate() - received: drops the object table where an entry is not what it should be.
 */
void rt_parcel_validate(AParcel *parcel);

/** rt_parcel_drop_objects() - lets go of what the objects keep alive. */
void rt_parcel_drop_objects(AParcel *parcel);
