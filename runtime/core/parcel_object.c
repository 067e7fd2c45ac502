/* SPDX-License-Identifier: MIT */
/*
 * parcel_object.c - binders and descriptors in parcels
 *
 * A null binder is no object of the driver's: it stands in the data alone.
 */
#include "core/parcel.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/bbinder.h"
#include "core/bpbinder.h"
#include "core/object.h"
#include "core/process_state.h"

#define OBJECT_SIZE sizeof(struct flat_binder_object)

/* Flags of null and of handles, as current Android writes them; nobody reads them. */
#define FLAGS_NOT_LOCAL 0x13

_Static_assert(sizeof(struct binder_fd_object) == OBJECT_SIZE, "all our objects have one size");

size_t rt_parcel_find_object(const AParcel *p, size_t pos)
{
	size_t low = 0, high = p->n_objects;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (p->objects[mid] + OBJECT_SIZE > pos)
			high = mid;
		else
			low = mid + 1;
	}
	return low;
}

void rt_parcel_validate(AParcel *p)
{
	binder_size_t least = 0;
	size_t i;

	for (i = 0; i < p->n_offsets; i++) {
		binder_size_t at = p->objects[i];
		uint32_t type;

		if (at < least || at % 4 || p->size < OBJECT_SIZE || at > p->size - OBJECT_SIZE)
			break;
		memcpy(&type, p->data + at, sizeof(type));
		if (type == BINDER_TYPE_FD)
			p->n_fds++;
		else if (type != BINDER_TYPE_BINDER && type != BINDER_TYPE_HANDLE)
			break;
		least = at + OBJECT_SIZE;
	}
	if (i < p->n_offsets)
		p->n_objects = 0;
}

/* Descriptors that the driver put into this process, whatever else is in the table. */
static void close_received_fds(AParcel *p)
{
	struct binder_fd_object object;
	size_t i;

	for (i = 0; i < p->n_offsets; i++) {
		binder_size_t at = p->objects[i];

		if (p->size < OBJECT_SIZE || at > p->size - OBJECT_SIZE)
			continue;
		memcpy(&object, p->data + at, sizeof(object));
		if (object.hdr.type == BINDER_TYPE_FD)
			close((int)object.fd);
	}
}

void rt_parcel_drop_objects(AParcel *p)
{
	size_t i;

	if (p->memory == RT_MEMORY_RECEIVED) {
		close_received_fds(p);
		return;
	}
	for (i = 0; i < p->n_objects; i++) {
		if (p->holds[i].fd >= 0)
			close(p->holds[i].fd);
		if (p->holds[i].binder)
			rt_object_unref(p->holds[i].binder);
	}
	p->n_objects = 0;
}

static binder_status_t grow_objects(AParcel *p)
{
	size_t capacity = p->objects_capacity * 2;
	binder_size_t *objects = malloc(capacity * sizeof(*objects));
	struct rt_hold *holds = malloc(capacity * sizeof(*holds));

	if (!objects || !holds) {
		free(objects);
		free(holds);
		return STATUS_NO_MEMORY;
	}
	memcpy(objects, p->objects, p->n_objects * sizeof(*objects));
	memcpy(holds, p->holds, p->n_objects * sizeof(*holds));
	if (p->objects != p->inline_objects) {
		free(p->objects);
		free(p->holds);
	}
	p->objects = objects;
	p->holds = holds;
	p->objects_capacity = capacity;
	return STATUS_OK;
}

/* Lists the object that was just written at @at, in its place by offset. */
static void insert_object(AParcel *p, size_t at, struct rt_hold hold)
{
	size_t i = rt_parcel_find_object(p, at);

	memmove(p->objects + i + 1, p->objects + i, (p->n_objects - i) * sizeof(*p->objects));
	memmove(p->holds + i + 1, p->holds + i, (p->n_objects - i) * sizeof(*p->holds));
	p->objects[i] = at;
	p->holds[i] = hold;
	p->n_objects++;
}

/* Writes an object; on failure what @hold has stays the caller's. */
static binder_status_t write_object(AParcel *p, const void *object, struct rt_hold hold)
{
	size_t at = p->pos;
	binder_status_t r;

	if (at % 4)
		return STATUS_BAD_VALUE;
	if (p->memory == RT_MEMORY_RECEIVED)
		return STATUS_PERMISSION_DENIED;
	if (p->n_objects == p->objects_capacity) {
		r = grow_objects(p);
		if (r != STATUS_OK)
			return r;
	}
	r = rt_parcel_write(p, object, OBJECT_SIZE);
	if (r == STATUS_OK)
		insert_object(p, at, hold);
	return r;
}

static binder_status_t write_null_binder(AParcel *p)
{
	struct flat_binder_object null = {
		.hdr.type = BINDER_TYPE_BINDER,
		.flags = FLAGS_NOT_LOCAL,
	};
	binder_status_t r = rt_parcel_write(p, &null, sizeof(null));

	return r != STATUS_OK ? r : rt_parcel_write_int32(p, RT_STABILITY_UNDECLARED);
}

static void fill_object(struct flat_binder_object *object, AIBinder *binder)
{
	memset(object, 0, sizeof(*object));
	if (binder->remote) {
		object->hdr.type = BINDER_TYPE_HANDLE;
		object->flags = FLAGS_NOT_LOCAL;
		object->handle = rt_bpbinder(binder)->handle;
		return;
	}
	object->hdr.type = BINDER_TYPE_BINDER;
	object->flags = FLAT_BINDER_FLAG_ACCEPTS_FDS | atomic_load(&rt_bbinder(binder)->flags);
	object->binder = (uintptr_t)binder;
	object->cookie = (uintptr_t)binder;
	atomic_store(&rt_bbinder(binder)->sent, true);
	rt_object_mark_known(binder);
}

binder_status_t rt_parcel_write_binder(AParcel *p, AIBinder *binder)
{
	struct flat_binder_object object;
	struct rt_hold hold = { .binder = binder, .fd = -1 };
	binder_status_t r;

	if (!binder)
		return write_null_binder(p);
	if (binder->remote && rt_process_is_former(rt_bpbinder(binder)->driver))
		return STATUS_DEAD_OBJECT;
	/* An object that nobody marked is of the level that this library is of. */
	rt_object_set_stability(binder, RT_STABILITY_SYSTEM);
	fill_object(&object, binder);

	rt_object_ref(binder);
	r = write_object(p, &object, hold);
	if (r != STATUS_OK) {
		rt_object_unref(binder);
		return r;
	}
	return rt_parcel_write_int32(p, atomic_load(&binder->stability));
}

/*
 * Takes the object at the position, which moves past it in any case. @ret_index is its place in
 * the table, or n_objects for a null binder.
 */
static binder_status_t read_object(const AParcel *parcel, struct flat_binder_object *ret,
				   size_t *ret_index)
{
	AParcel *p = (AParcel *)parcel;
	size_t pos = p->pos, i;

	if (rt_parcel_left(p) < OBJECT_SIZE)
		return STATUS_BAD_TYPE;
	memcpy(ret, p->data + pos, sizeof(*ret));
	p->pos = pos + OBJECT_SIZE;

	i = rt_parcel_find_object(p, pos);
	if (i < p->n_objects && p->objects[i] == pos) {
		*ret_index = i;
		return STATUS_OK;
	}
	if (i < p->n_objects && p->objects[i] < pos + OBJECT_SIZE)
		return STATUS_BAD_TYPE;
	if (ret->hdr.type != BINDER_TYPE_BINDER || ret->binder || ret->cookie)
		return STATUS_BAD_TYPE;
	*ret_index = p->n_objects;
	return STATUS_OK;
}

/* A reference to the binder that object @i of the table stands for. */
static binder_status_t object_binder(const AParcel *p, const struct flat_binder_object *object,
				     size_t i, AIBinder **ret)
{
	AIBinder *binder;

	if (object->hdr.type == BINDER_TYPE_FD)
		return STATUS_BAD_TYPE;
	if (p->holds) {
		binder = p->holds[i].binder;
		rt_object_ref(binder);
	} else if (object->hdr.type == BINDER_TYPE_HANDLE) {
		binder = p->driver ? rt_process_proxy_of(p->driver, object->handle, !p->serving) :
				     rt_process_proxy(object->handle, !p->serving);
		if (!binder)
			return STATUS_NO_MEMORY;
	} else if (object->cookie) {
		/* Our own object comes home; the driver's buffer holds a reference to it. */
		binder = (AIBinder *)(uintptr_t)object->cookie;
		rt_object_ref(binder);
	} else {
		binder = rt_process_context_object();
	}
	*ret = binder;
	return STATUS_OK;
}

binder_status_t rt_parcel_read_binder(const AParcel *p, AIBinder **ret)
{
	struct flat_binder_object object;
	AIBinder *binder = NULL;
	int32_t word;
	size_t i;
	binder_status_t r = read_object(p, &object, &i);

	if (r != STATUS_OK)
		return r;
	if (i < p->n_objects) {
		r = object_binder(p, &object, i, &binder);
		if (r != STATUS_OK)
			return r;
	}
	r = rt_parcel_read_int32(p, &word);
	if (r == STATUS_OK) {
		word &= 0xffff;
		if (!binder && word != RT_STABILITY_UNDECLARED)
			r = STATUS_BAD_TYPE;
		else if (binder && (!rt_stability_valid(word) ||
				    !rt_object_set_stability(binder, word)))
			r = STATUS_BAD_TYPE;
	}
	if (r != STATUS_OK) {
		if (binder)
			rt_object_unref(binder);
		return r;
	}
	*ret = binder;
	return STATUS_OK;
}

binder_status_t rt_parcel_write_fd(AParcel *p, int fd, bool owned)
{
	struct binder_fd_object object;
	struct rt_hold hold = { .fd = owned ? fd : -1 };
	binder_status_t r;

	if (p->n_fds >= RT_PARCEL_MAX_FDS)
		return STATUS_NO_MEMORY;
	memset(&object, 0, sizeof(object));
	object.hdr.type = BINDER_TYPE_FD;
	object.fd = (uint32_t)fd;
	object.cookie = owned;
	r = write_object(p, &object, hold);
	if (r == STATUS_OK)
		p->n_fds++;
	return r;
}

binder_status_t rt_parcel_read_fd(const AParcel *p, int *ret)
{
	struct flat_binder_object object;
	size_t i;
	binder_status_t r = read_object(p, &object, &i);

	if (r != STATUS_OK)
		return r;
	if (i == p->n_objects || object.hdr.type != BINDER_TYPE_FD)
		return STATUS_BAD_TYPE;
	*ret = (int)object.handle;
	return STATUS_OK;
}

/* Adds a copy of object @i of @from to @to at @at, whose bytes were copied already. */
static binder_status_t append_object(AParcel *to, size_t at, const AParcel *from, size_t i)
{
	struct flat_binder_object object;
	struct rt_hold hold = { .fd = -1 };
	binder_status_t r;

	if (to->n_objects == to->objects_capacity) {
		r = grow_objects(to);
		if (r != STATUS_OK)
			return r;
	}
	memcpy(&object, from->data + from->objects[i], sizeof(object));
	if (object.hdr.type == BINDER_TYPE_FD) {
		if (to->n_fds >= RT_PARCEL_MAX_FDS)
			return STATUS_NO_MEMORY;
		hold.fd = fcntl((int)object.handle, F_DUPFD_CLOEXEC, 0);
		if (hold.fd < 0)
			return errno == EMFILE ? STATUS_NO_MEMORY : STATUS_BAD_VALUE;
		object.handle = (uint32_t)hold.fd;
		object.cookie = 1;
		to->n_fds++;
	} else {
		r = object_binder(from, &object, i, &hold.binder);
		if (r != STATUS_OK)
			return r;
		if (hold.binder)
			fill_object(&object, hold.binder);
	}
	memcpy(to->data + at, &object, sizeof(object));
	insert_object(to, at, hold);
	return STATUS_OK;
}

binder_status_t rt_parcel_append(AParcel *to, const AParcel *from, size_t start, size_t size)
{
	size_t at = to->pos, end = start + size, i;
	binder_status_t r;

	if (start > from->size || size > from->size - start || to == from)
		return STATUS_BAD_VALUE;
	if (!size)
		return STATUS_OK;
	r = rt_parcel_write(to, from->data + start, size);
	if (r != STATUS_OK)
		return r;
	/* Not padded: what comes next stands as it stood in the source. */
	if (to->pos == to->size)
		to->size = at + size;
	to->pos = at + size;

	i = rt_parcel_find_object(from, start);
	if (i < from->n_objects && from->objects[i] < start)
		i++;
	for (; i < from->n_objects && from->objects[i] + OBJECT_SIZE <= end; i++) {
		if ((at + (from->objects[i] - start)) % 4)
			return STATUS_BAD_VALUE;
		r = append_object(to, at + (from->objects[i] - start), from, i);
		if (r != STATUS_OK)
			return r;
	}
	return STATUS_OK;
}
