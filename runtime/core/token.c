/* SPDX-License-Identifier: MIT */
/*
 * token.c - writing and checking the head of a request
 */
#include "core/token.h"

#include <stdlib.h>
#include <string.h>

#include "core/bbinder.h"
#include "core/parcel.h"
#include "core/utf.h"

#define POLICY_PENALTY_GATHER 0x80000000u
#define WORK_SOURCE_NONE 0xffffffffu
#define HEADER_MAGIC 0x53595354u /* "SYST" */

size_t rt_token_make(const char *descriptor, uint8_t **ret)
{
	ssize_t units = rt_utf16_units(descriptor, strlen(descriptor));
	uint32_t head[2] = { HEADER_MAGIC, (uint32_t)units };
	size_t len;
	uint8_t *token;

	if (units < 0 || units > 0xffff)
		return 0;
	len = sizeof(head) + (((size_t)units + 1) * sizeof(char16_t) + 3) / 4 * 4;
	token = calloc(1, len);
	if (!token)
		return 0;
	memcpy(token, head, sizeof(head));
	rt_utf16_from_utf8((char16_t *)(token + sizeof(head)), descriptor, strlen(descriptor));
	*ret = token;
	return len;
}

static binder_status_t write_token(AParcel *parcel, const uint8_t *token, size_t len)
{
	static const uint32_t policy[2] = { POLICY_PENALTY_GATHER, WORK_SOURCE_NONE };
	uint8_t *room;
	binder_status_t r;

	r = rt_parcel_room(parcel, sizeof(policy) + len, (void **)&room);
	if (r != STATUS_OK)
		return r;
	memcpy(room, policy, sizeof(policy));
	memcpy(room + sizeof(policy), token, len);
	return STATUS_OK;
}

binder_status_t rt_token_write(AParcel *parcel, const AIBinder_Class *clazz)
{
	return write_token(parcel, clazz->token, clazz->token_len);
}

binder_status_t rt_token_write_for(AParcel *parcel, const char *descriptor)
{
	uint8_t *token;
	size_t len = rt_token_make(descriptor, &token);
	binder_status_t r;

	if (!len)
		return STATUS_NO_MEMORY;
	r = write_token(parcel, token, len);
	free(token);
	return r;
}

bool rt_token_check(const AParcel *parcel, const AIBinder_Class *clazz)
{
	const size_t policy = 2 * sizeof(uint32_t);
	const void *head;
	uint32_t units;

	if (rt_parcel_read(parcel, policy + clazz->token_len, &head) != STATUS_OK)
		return false;
	/* What fills up the last word is not looked at. */
	memcpy(&units, clazz->token + sizeof(uint32_t), sizeof(units));
	return !memcmp((const uint8_t *)head + policy, clazz->token,
		       2 * sizeof(uint32_t) + (units + 1) * sizeof(char16_t));
}
