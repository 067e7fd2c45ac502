/* SPDX-License-Identifier: MIT */
/* received.h - a parcel as a driver delivers it that passes on whatever its sender said */
#pragma once

#include <android/binder_parcel.h>
#include <stddef.h>
#include <stdint.h>

#include "uapi/binder.h"

struct received {
	AParcel *parcel;
	uint8_t *payload;
	binder_size_t *offsets;
};

/** The bytes are copied into memory of their exact size; objects in them can hurt nobody. */
struct received received_new(const uint8_t *payload, size_t size, const binder_size_t *offsets,
			     size_t n);
void received_free(struct received *r);
