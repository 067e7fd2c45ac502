/* SPDX-License-Identifier: MIT */
/*
 * fuzz_parcel.c - readers of parcels on any bytes
 *
 * The first byte says how many object offsets follow, a byte each in words; then one byte for
 * each read to try; the rest is the payload, in memory of its exact size. Offsets are such as a
 * driver would deliver that passes on whatever its sender said.
 */
#include "fuzz.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <android/binder_parcel.h>
#include <hideglue/log.h>

#include "core/object.h"
#include "core/parcel.h"
#include "received.h"

static bool string_alloc(void *data, int32_t length, char **buffer)
{
	char **text = data;

	free(*text);
	*text = length < 0 ? NULL : malloc((size_t)length);
	if (length >= 0)
		*buffer = *text;
	return true;
}

static bool element_alloc(void *data, size_t index, int32_t length, char **buffer)
{
	return string_alloc(data, length, buffer);
}

static bool any_length(void *data, int32_t length)
{
	return true;
}

static bool int64_alloc(void *data, int32_t length, int64_t **buffer)
{
	return string_alloc(data, length < 0 ? -1 : length * 8 + 8, (char **)buffer);
}

static bool byte_alloc(void *data, int32_t length, int8_t **buffer)
{
	return string_alloc(data, length < 0 ? -1 : length + 1, (char **)buffer);
}

static bool char_alloc(void *data, int32_t length, char16_t **buffer)
{
	return string_alloc(data, length < 0 ? -1 : length * 2 + 2, (char **)buffer);
}

static void set_bool(void *data, size_t index, bool value)
{
}

static void read_one(AParcel *p, AParcel *copy, uint8_t choice)
{
	AIBinder *binder = NULL;
	AStatus *status = NULL;
	char *memory = NULL;
	int64_t value;

	switch (choice % 12) {
	case 0:
		AParcel_readInt64(p, &value);
		break;
	case 1:
		AParcel_readString(p, &memory, string_alloc);
		break;
	case 2:
		AParcel_readInt64Array(p, &memory, int64_alloc);
		break;
	case 3:
		AParcel_readByteArray(p, &memory, byte_alloc);
		break;
	case 4:
		AParcel_readCharArray(p, &memory, char_alloc);
		break;
	case 5:
		AParcel_readStringArray(p, &memory, any_length, element_alloc);
		break;
	case 6:
		AParcel_readBoolArray(p, NULL, any_length, set_bool);
		break;
	case 7:
		if (AParcel_readStrongBinder(p, &binder) == STATUS_OK && binder)
			rt_object_unref(binder);
		break;
	case 8:
		AParcel_readStatusHeader(p, &status);
		break;
	case 9:
		AParcel_setDataPosition(p, choice * 4);
		break;
	case 10:
		AParcel_appendFrom(p, copy, choice, AParcel_getDataSize(p) - choice);
		break;
	case 11:
		AParcel_setDataPosition(copy, choice);
		AParcel_writeInt64(copy, choice);
		break;
	}
	AStatus_delete(status);
	free(memory);
}

static void ignore_log(enum hideglue_log_level level, const char *message, void *data)
{
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	binder_size_t offsets[8];
	struct received in;
	AParcel *copy;
	size_t n, i;

	if (size < 1 + 8 + 8)
		return 0;
	hideglue_log_set(ignore_log, NULL);
	n = data[0] % 9;
	for (i = 0; i < n; i++)
		offsets[i] = data[1 + i] * (data[0] & 0x80 ? 1 : 4);
	in = received_new(data + 17, size - 17, offsets, n);
	copy = AParcel_create();
	for (i = 0; i < 8; i++)
		read_one(in.parcel, copy, data[9 + i]);
	AParcel_delete(copy);
	received_free(&in);
	return 0;
}

size_t fuzz_change(uint8_t *data, size_t size, size_t max, uint32_t seed)
{
	return fuzz_change_bytes(data, size, max, seed);
}

/* Each reader first, on words that could be lengths and on the objects of a driver. */
size_t fuzz_seed(int i, uint8_t *data, size_t max)
{
	static const int32_t words[] = {3, 'a' | 'b' << 16, 'c', 2, 0, 1, -1, 4, 0x7fffffff, 0};
	const uint32_t types[] = {BINDER_TYPE_HANDLE, BINDER_TYPE_BINDER, BINDER_TYPE_FD};

	if (i >= 36)
		return SIZE_MAX;
	memset(data, 0, 200);
	data[0] = (uint8_t)(i / 12 + 1);
	for (int k = 0; k < 8; k++) {
		data[1 + k] = (uint8_t)(10 + 6 * k);
		data[9 + k] = (uint8_t)(i + k);
	}
	memcpy(data + 17, words, sizeof(words));
	for (int k = 0; k < 3; k++)
		memcpy(data + 17 + 40 + 24 * k, &types[(i + k) % 3], 4);
	return 17 + 40 + 3 * 24;
}
