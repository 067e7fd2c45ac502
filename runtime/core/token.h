/* SPDX-License-Identifier: MIT */
/*
 * token.h - the head of a request: which interface its code belongs to
 *
 * Wire: a policy word, a work source uid (-1: none), the magic "SYST", the descriptor as String16.
 * Receivers look at the last two. Source: current Android; libbinder_ndk writes the same.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <android/binder_ibinder.h>

/**
 * rt_token_make() - the part of a token that follows the policy words
 * @ret:	malloc, the caller's
 * Return: its bytes, 0 where @descriptor is not UTF-8 or there is no memory.
 */
size_t rt_token_make(const char *descriptor, uint8_t **ret);

/** rt_token_write() - writes the token of @clazz. */
binder_status_t rt_token_write(AParcel *parcel, const AIBinder_Class *clazz);

/** rt_token_write_for() - writes a token for a descriptor that has no class. */
binder_status_t rt_token_write_for(AParcel *parcel, const char *descriptor);

/** rt_token_check() - moves past the token. Return: whether it is that of @clazz. */
bool rt_token_check(const AParcel *parcel, const AIBinder_Class *clazz);
