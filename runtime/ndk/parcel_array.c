/* SPDX-License-Identifier: MIT */
/*
 * parcel_array.c - arrays: the public functions
 *
 * Wire: an int32 count, -1 for null, then the elements. A count is checked against what the parcel
 * holds before anybody is asked for memory.
 */
#include <android/binder_parcel.h>

#include <string.h>

#include "core/parcel.h"
#include "core/utf.h"
#include "core/visibility.h"

/* @least: bytes that an element takes at least */
static binder_status_t read_count(const AParcel *parcel, size_t least, int32_t *ret)
{
	binder_status_t r = rt_parcel_read_int32(parcel, ret);

	if (r != STATUS_OK)
		return r;
	if (*ret < -1)
		return STATUS_BAD_VALUE;
	if (*ret > 0 && (size_t)*ret > rt_parcel_left(parcel) / least)
		return STATUS_NO_MEMORY;
	return STATUS_OK;
}

/* An allocator said no. */
static binder_status_t refused(int32_t length)
{
	return length < 0 ? STATUS_UNEXPECTED_NULL : STATUS_NO_MEMORY;
}

/* Whether the length of a writer's array makes sense. */
static binder_status_t check_length(const void *data, int32_t length)
{
	if (length < -1 || (data ? length < 0 : length > 0))
		return STATUS_BAD_VALUE;
	return STATUS_OK;
}

static binder_status_t write_packed(AParcel *parcel, const void *data, int32_t length, size_t size)
{
	binder_status_t r = check_length(data, length);

	if (r == STATUS_OK && length > 0 && (size_t)length > INT32_MAX / size)
		r = STATUS_NO_MEMORY;
	if (r == STATUS_OK)
		r = rt_parcel_write_int32(parcel, length);
	if (r == STATUS_OK && length > 0)
		r = rt_parcel_write(parcel, data, (size_t)length * size);
	return r;
}

static binder_status_t read_packed(const AParcel *parcel, void *buffer, int32_t length, size_t size)
{
	const void *at;
	binder_status_t r;

	if (length <= 0)
		return STATUS_OK;
	if (!buffer)
		return STATUS_NO_MEMORY;
	r = rt_parcel_read(parcel, (size_t)length * size, &at);
	if (r == STATUS_OK)
		memcpy(buffer, at, (size_t)length * size);
	return r;
}

/* The functions of the types that lie in the parcel as in memory. */
#define PACKED_ARRAY(Name, name, type)                                                             \
	RT_EXPORT binder_status_t AParcel_write##Name##Array(                                      \
		AParcel *parcel, const type *arrayData, int32_t length)                            \
	{                                                                                          \
		return write_packed(parcel, arrayData, length, sizeof(type));                      \
	}                                                                                          \
	RT_EXPORT binder_status_t AParcel_read##Name##Array(                                       \
		const AParcel *parcel, void *arrayData, AParcel_##name##ArrayAllocator allocator)  \
	{                                                                                          \
		type *buffer = NULL;                                                               \
		int32_t length;                                                                    \
		binder_status_t r = read_count(parcel, sizeof(type), &length);                     \
                                                                                                   \
		if (r != STATUS_OK)                                                                \
			return r;                                                                  \
		if (!allocator(arrayData, length, &buffer))                                        \
			return refused(length);                                                    \
		return read_packed(parcel, buffer, length, sizeof(type));                          \
	}

PACKED_ARRAY(Int32, int32, int32_t)
PACKED_ARRAY(Uint32, uint32, uint32_t)
PACKED_ARRAY(Int64, int64, int64_t)
PACKED_ARRAY(Uint64, uint64, uint64_t)
PACKED_ARRAY(Float, float, float)
PACKED_ARRAY(Double, double, double)
PACKED_ARRAY(Byte, byte, int8_t)

RT_EXPORT binder_status_t AParcel_writeCharArray(AParcel *parcel, const char16_t *arrayData,
						 int32_t length)
{
	binder_status_t r = check_length(arrayData, length);
	int32_t i;

	if (r == STATUS_OK)
		r = rt_parcel_write_int32(parcel, length);
	for (i = 0; r == STATUS_OK && i < length; i++)
		r = rt_parcel_write_int32(parcel, arrayData[i]);
	return r;
}

RT_EXPORT binder_status_t AParcel_readCharArray(const AParcel *parcel, void *arrayData,
						AParcel_charArrayAllocator allocator)
{
	char16_t *buffer = NULL;
	int32_t length, i;
	binder_status_t r = read_count(parcel, sizeof(int32_t), &length);

	if (r != STATUS_OK)
		return r;
	if (!allocator(arrayData, length, &buffer))
		return refused(length);
	if (length > 0 && !buffer)
		return STATUS_NO_MEMORY;
	for (i = 0; r == STATUS_OK && i < length; i++)
		r = AParcel_readChar(parcel, &buffer[i]);
	return r;
}

RT_EXPORT binder_status_t AParcel_writeBoolArray(AParcel *parcel, const void *arrayData,
						 int32_t length, AParcel_boolArrayGetter getter)
{
	binder_status_t r = length < -1 ? STATUS_BAD_VALUE : STATUS_OK;
	int32_t i;

	if (r == STATUS_OK)
		r = rt_parcel_write_int32(parcel, length);
	for (i = 0; r == STATUS_OK && i < length; i++)
		r = AParcel_writeBool(parcel, getter(arrayData, (size_t)i));
	return r;
}

RT_EXPORT binder_status_t AParcel_readBoolArray(const AParcel *parcel, void *arrayData,
						AParcel_boolArrayAllocator allocator,
						AParcel_boolArraySetter setter)
{
	int32_t length, i;
	bool value;
	binder_status_t r = read_count(parcel, sizeof(int32_t), &length);

	if (r != STATUS_OK)
		return r;
	if (!allocator(arrayData, length))
		return refused(length);
	for (i = 0; i < length; i++) {
		r = AParcel_readBool(parcel, &value);
		if (r != STATUS_OK)
			return r;
		setter(arrayData, (size_t)i, value);
	}
	return STATUS_OK;
}

RT_EXPORT binder_status_t AParcel_writeStringArray(AParcel *parcel, const void *arrayData,
						   int32_t length,
						   AParcel_stringArrayElementGetter getter)
{
	binder_status_t r = length < -1 ? STATUS_BAD_VALUE : STATUS_OK;
	int32_t i;

	if (r == STATUS_OK)
		r = rt_parcel_write_int32(parcel, length);
	for (i = 0; r == STATUS_OK && i < length; i++) {
		int32_t len = 0;
		const char *text = getter(arrayData, (size_t)i, &len);

		r = AParcel_writeString(parcel, text, len);
	}
	return r;
}

static binder_status_t read_element(const AParcel *parcel, void *arrayData, size_t index,
				    AParcel_stringArrayElementAllocator allocator)
{
	const char16_t *units;
	size_t n, bytes;
	char *buffer = NULL;
	binder_status_t r = rt_parcel_read_units(parcel, &units, &n);

	if (r != STATUS_OK)
		return r;
	if (!units)
		return allocator(arrayData, index, -1, NULL) ? STATUS_OK : STATUS_UNEXPECTED_NULL;
	bytes = rt_utf8_bytes(units, n);
	if (bytes >= INT32_MAX)
		return STATUS_BAD_VALUE;
	if (!allocator(arrayData, index, (int32_t)bytes + 1, &buffer) || !buffer)
		return STATUS_NO_MEMORY;
	rt_utf8_from_utf16(buffer, units, n);
	buffer[bytes] = 0;
	return STATUS_OK;
}

RT_EXPORT binder_status_t AParcel_readStringArray(
	const AParcel *parcel, void *arrayData, AParcel_stringArrayAllocator allocator,
	AParcel_stringArrayElementAllocator elementAllocator)
{
	int32_t length, i;
	binder_status_t r = read_count(parcel, sizeof(int32_t), &length);

	if (r != STATUS_OK)
		return r;
	if (!allocator(arrayData, length))
		return refused(length);
	for (i = 0; r == STATUS_OK && i < length; i++)
		r = read_element(parcel, arrayData, (size_t)i, elementAllocator);
	return r;
}

RT_EXPORT binder_status_t AParcel_writeParcelableArray(AParcel *parcel, const void *arrayData,
						       int32_t length,
						       AParcel_writeParcelableElement elementWriter)
{
	binder_status_t r = length < -1 ? STATUS_BAD_VALUE : STATUS_OK;
	int32_t i;

	if (r == STATUS_OK)
		r = rt_parcel_write_int32(parcel, length);
	for (i = 0; r == STATUS_OK && i < length; i++)
		r = elementWriter(parcel, arrayData, (size_t)i);
	return r;
}

RT_EXPORT binder_status_t AParcel_readParcelableArray(const AParcel *parcel, void *arrayData,
						      AParcel_parcelableArrayAllocator allocator,
						      AParcel_readParcelableElement elementReader)
{
	int32_t length, i;
	binder_status_t r = read_count(parcel, 1, &length);

	if (r != STATUS_OK)
		return r;
	if (!allocator(arrayData, length))
		return refused(length);
	for (i = 0; r == STATUS_OK && i < length; i++)
		r = elementReader(parcel, arrayData, (size_t)i);
	return r;
}
