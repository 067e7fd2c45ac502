/* SPDX-License-Identifier: MIT */
/*
 * fuzz_parcel.c - readers of parcels on any bytes
 *
 * The first byte says how many object offsets follow, a byte each in words; then one byte for
 * each read to try; the rest is the payload, in memory of its exact size. Offsets are such as a
 * driver would deliver that passes on whatever its sender said.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include <android/binder_parcel.h>
#include <hideglue/log.h>

#include "core/object.h"
#include "core/parcel.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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

/* A descriptor of the payload would be one of the fuzzer's, and a pointer anything. */
static void defuse(uint8_t *payload, size_t size, const binder_size_t *offsets, size_t n)
{
	struct flat_binder_object object;
	size_t i;

	for (i = 0; i < n; i++) {
		if (size < sizeof(object) || offsets[i] > size - sizeof(object))
			continue;
		memcpy(&object, payload + offsets[i], sizeof(object));
		if (object.hdr.type == BINDER_TYPE_BINDER)
			object.binder = object.cookie = 0;
		else if (object.hdr.type == BINDER_TYPE_FD)
			object.binder = (uint32_t)-1;
		else
			object.binder %= 64;
		memcpy(payload + offsets[i], &object, sizeof(object));
	}
}

static void ignore_log(enum hideglue_log_level level, const char *message, void *data)
{
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct binder_transaction_data tr = { .data_size = 0 };
	binder_size_t offsets[8];
	size_t n, i;
	uint8_t *payload;
	AParcel *p, *copy;

	if (size < 1 + 8 + 8)
		return 0;
	hideglue_log_set(ignore_log, NULL);
	n = data[0] % 9;
	for (i = 0; i < n; i++)
		offsets[i] = data[1 + i] * (data[0] & 0x80 ? 1 : 4);
	payload = malloc(size - 17 + 1);
	memcpy(payload, data + 17, size - 17);
	defuse(payload, size - 17, offsets, n);

	tr.data.ptr.buffer = (uintptr_t)payload;
	tr.data_size = size - 17;
	tr.data.ptr.offsets = (uintptr_t)offsets;
	tr.offsets_size = n * sizeof(offsets[0]);
	p = AParcel_create();
	copy = AParcel_create();
	rt_parcel_receive(p, NULL, &tr);
	for (i = 0; i < 8; i++)
		read_one(p, copy, data[9 + i]);
	AParcel_delete(p);
	AParcel_delete(copy);
	free(payload);
	return 0;
}
