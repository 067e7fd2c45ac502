/* SPDX-License-Identifier: MIT */
/*
 * parcel.c - memory, position and plain values of parcels
 */
#include "core/parcel.h"

#include <stdlib.h>
#include <string.h>

#include "core/driver_ops.h"
#include "core/ipc_thread_state.h"
#include "core/process_state.h"
#include "core/utf.h"

static size_t padded(size_t len)
{
	return (len + 3) & ~(size_t)3;
}

static void use_inline(AParcel *p)
{
	p->data = p->inline_data;
	p->capacity = sizeof(p->inline_data);
	p->memory = RT_MEMORY_INLINE;
}

static void use_inline_objects(AParcel *p)
{
	p->objects = p->inline_objects;
	p->holds = p->inline_holds;
	p->objects_capacity = RT_PARCEL_INLINE_OBJECTS;
}

/* Everything but the memory, which a cached parcel keeps. */
static void start_empty(AParcel *p)
{
	p->size = 0;
	p->pos = 0;
	p->n_objects = 0;
	p->n_offsets = 0;
	p->n_fds = 0;
	p->target = NULL;
	p->sensitive = false;
	p->serving = false;
	p->next = NULL;
}

AParcel *rt_parcel_new(void)
{
	AParcel *p = rt_thread_cached_parcel();

	if (p) {
		start_empty(p);
		return p;
	}
	p = malloc(sizeof(*p));
	if (!p)
		return NULL;
	p->driver = NULL;
	use_inline(p);
	use_inline_objects(p);
	start_empty(p);
	return p;
}

static void free_data(AParcel *p)
{
	if (p->memory == RT_MEMORY_HEAP)
		free(p->data);
	else if (p->memory == RT_MEMORY_ARENA)
		p->driver->ops->send_free(p->driver, p->data, p->capacity);
}

static void free_objects(AParcel *p)
{
	if (p->memory != RT_MEMORY_RECEIVED && p->objects != p->inline_objects) {
		free(p->objects);
		free(p->holds);
	}
}

/* Lets go of the content; the parcel is left with memory of its own, perhaps its former. */
static void drop_content(AParcel *p)
{
	rt_parcel_drop_objects(p);
	if (p->memory == RT_MEMORY_RECEIVED) {
		rt_thread_free_buffer(p->driver, p->data, p->size, p->n_offsets > 0);
		use_inline(p);
		use_inline_objects(p);
		return;
	}
	if (p->sensitive)
		explicit_bzero(p->data, p->capacity);
	if (p->capacity > RT_PARCEL_SMALL) {
		free_data(p);
		use_inline(p);
	}
	if (p->objects_capacity > RT_PARCEL_INLINE_OBJECTS) {
		free_objects(p);
		use_inline_objects(p);
	}
}

void rt_parcel_reset(AParcel *p)
{
	drop_content(p);
	start_empty(p);
}

void rt_parcel_release_cached(AParcel *p)
{
	free_objects(p);
	free_data(p);
	free(p);
}

void rt_parcel_free(AParcel *p)
{
	if (!p)
		return;
	drop_content(p);
	if (!rt_thread_cache_parcel(p))
		rt_parcel_release_cached(p);
}

void rt_parcel_receive(AParcel *p, struct rt_driver *driver,
		       const struct binder_transaction_data *tr)
{
	free_objects(p);
	free_data(p);
	start_empty(p);
	p->driver = driver;
	p->memory = RT_MEMORY_RECEIVED;
	p->data = (uint8_t *)(uintptr_t)tr->data.ptr.buffer;
	p->size = tr->data_size;
	p->capacity = tr->data_size;
	p->objects = (binder_size_t *)(uintptr_t)tr->data.ptr.offsets;
	p->holds = NULL;
	p->objects_capacity = 0;
	p->n_offsets = tr->offsets_size / sizeof(binder_size_t);
	p->n_objects = p->n_offsets;
	if (p->n_offsets)
		rt_parcel_validate(p);
}

/* A received parcel is written to: it gets memory of its own. */
static binder_status_t make_own(AParcel *p)
{
	const uint8_t *data = p->data;
	size_t size = p->size;
	uint8_t *own;

	if (p->n_offsets)
		return STATUS_PERMISSION_DENIED;
	own = malloc(size > 128 ? size : 128);
	if (!own)
		return STATUS_NO_MEMORY;
	memcpy(own, data, size);
	rt_thread_free_buffer(p->driver, p->data, size, false);
	p->data = own;
	p->capacity = size > 128 ? size : 128;
	p->memory = RT_MEMORY_HEAP;
	use_inline_objects(p);
	return STATUS_OK;
}

/* Memory for a large parcel: the driver's send arena, so that it is copied once, else the heap. */
static uint8_t *new_data(size_t capacity, struct rt_driver **ret_driver)
{
	struct rt_driver *driver = capacity > RT_PARCEL_SMALL ? rt_process_open_driver() : NULL;
	uint8_t *data = NULL;

	if (driver && driver->ops->send_alloc)
		data = driver->ops->send_alloc(driver, capacity);
	*ret_driver = data ? driver : NULL;
	return data ? data : malloc(capacity);
}

static binder_status_t grow(AParcel *p, size_t need)
{
	size_t capacity = need / 2 * 3 > 128 ? need / 2 * 3 : 128;
	struct rt_driver *driver;
	uint8_t *data;

	if (capacity <= RT_PARCEL_SMALL && capacity > RT_PARCEL_SMALL / 2)
		capacity = RT_PARCEL_SMALL;
	data = new_data(capacity, &driver);
	if (!data)
		return STATUS_NO_MEMORY;
	memcpy(data, p->data, p->size);
	if (p->sensitive)
		explicit_bzero(p->data, p->capacity);
	free_data(p);
	p->data = data;
	p->capacity = capacity;
	p->driver = driver;
	p->memory = driver ? RT_MEMORY_ARENA : RT_MEMORY_HEAP;
	return STATUS_OK;
}

static bool overlaps_object(const AParcel *p, size_t pos, size_t len)
{
	size_t i;

	if (!p->n_objects)
		return false;
	i = rt_parcel_find_object(p, pos);
	return i < p->n_objects && p->objects[i] < pos + len;
}

binder_status_t rt_parcel_room(AParcel *p, size_t len, void **ret)
{
	size_t end;
	binder_status_t r;

	if (len > INT32_MAX - 3 || p->pos > INT32_MAX - 3 - len)
		return STATUS_BAD_VALUE;
	if (p->memory == RT_MEMORY_RECEIVED) {
		r = make_own(p);
		if (r != STATUS_OK)
			return r;
	}
	end = p->pos + padded(len);
	if (end > p->capacity) {
		r = grow(p, end);
		if (r != STATUS_OK)
			return r;
	}
	if (p->pos < p->size && overlaps_object(p, p->pos, padded(len)))
		return STATUS_PERMISSION_DENIED;
	if (p->pos > p->size)
		memset(p->data + p->size, 0, p->pos - p->size);
	if (padded(len) != len)
		memset(p->data + p->pos + len, 0, padded(len) - len);

	*ret = p->data + p->pos;
	p->pos = end;
	if (p->size < end)
		p->size = end;
	return STATUS_OK;
}

binder_status_t rt_parcel_write(AParcel *p, const void *data, size_t len)
{
	void *room;
	binder_status_t r = rt_parcel_room(p, len, &room);

	if (r == STATUS_OK && len)
		memcpy(room, data, len);
	return r;
}

binder_status_t rt_parcel_write_int32(AParcel *p, int32_t value)
{
	return rt_parcel_write(p, &value, sizeof(value));
}

size_t rt_parcel_left(const AParcel *p)
{
	return p->pos < p->size ? p->size - p->pos : 0;
}

binder_status_t rt_parcel_read(const AParcel *parcel, size_t len, const void **ret)
{
	AParcel *p = (AParcel *)parcel; /* the position of a const parcel moves too */
	size_t pos = p->pos;
	size_t step;

	if (len > rt_parcel_left(p))
		return STATUS_NOT_ENOUGH_DATA;
	step = padded(len);
	p->pos = step < p->size - pos ? pos + step : p->size;
	if (overlaps_object(p, pos, len))
		return STATUS_PERMISSION_DENIED;
	*ret = p->data + pos;
	return STATUS_OK;
}

binder_status_t rt_parcel_read_int32(const AParcel *p, int32_t *ret)
{
	const void *at;
	binder_status_t r = rt_parcel_read(p, sizeof(*ret), &at);

	if (r == STATUS_OK)
		memcpy(ret, at, sizeof(*ret));
	return r;
}

binder_status_t rt_parcel_write_string(AParcel *p, const char *utf8, size_t len)
{
	ssize_t units;
	int32_t count;
	uint8_t *room;
	binder_status_t r;

	if (!utf8)
		return rt_parcel_write_int32(p, -1);
	units = rt_utf16_units(utf8, len);
	/* No reader takes units at an odd address. */
	if (units < 0 || units >= INT32_MAX / 2 || p->pos % sizeof(char16_t))
		return STATUS_BAD_VALUE;

	r = rt_parcel_room(p, sizeof(count) + ((size_t)units + 1) * sizeof(char16_t),
			   (void **)&room);
	if (r != STATUS_OK)
		return r;
	count = (int32_t)units;
	memcpy(room, &count, sizeof(count));
	room += sizeof(count);
	rt_utf16_from_utf8((char16_t *)room, utf8, len);
	memset(room + (size_t)units * sizeof(char16_t), 0, sizeof(char16_t));
	return STATUS_OK;
}

binder_status_t rt_parcel_read_units(const AParcel *p, const char16_t **ret, size_t *ret_n)
{
	const void *at;
	int32_t count;
	binder_status_t r = rt_parcel_read_int32(p, &count);

	if (r != STATUS_OK)
		return r;
	if (count < 0) {
		*ret = NULL;
		*ret_n = 0;
		return STATUS_OK;
	}
	if ((size_t)count >= rt_parcel_left(p) / sizeof(char16_t) || p->pos % sizeof(char16_t))
		return STATUS_BAD_VALUE;
	r = rt_parcel_read(p, ((size_t)count + 1) * sizeof(char16_t), &at);
	if (r != STATUS_OK)
		return r;
	if (((const char16_t *)at)[count])
		return STATUS_BAD_VALUE;
	*ret = at;
	*ret_n = (size_t)count;
	return STATUS_OK;
}

binder_status_t rt_parcel_read_string(const AParcel *p, char **ret)
{
	const char16_t *units;
	size_t n, bytes;
	char *text;
	binder_status_t r = rt_parcel_read_units(p, &units, &n);

	if (r != STATUS_OK)
		return r;
	if (!units) {
		*ret = NULL;
		return STATUS_OK;
	}
	bytes = rt_utf8_bytes(units, n);
	text = malloc(bytes + 1);
	if (!text)
		return STATUS_NO_MEMORY;
	rt_utf8_from_utf16(text, units, n);
	text[bytes] = 0;
	*ret = text;
	return STATUS_OK;
}
