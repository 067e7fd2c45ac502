/* SPDX-License-Identifier: MIT */
/* driver_debug.h - what a hideglue-driverd says of its own state */
#pragma once

#include <stdint.h>

/**
 * driver_debug_read() - ask the daemon behind a socket
 * @path:	the socket
 * @ret:	the text, from malloc
 * Return: 0; -EPERM (another user's daemon), -EPROTO (not understood) or another -errno.
 */
int driver_debug_read(const char *path, char **ret);

/** The number behind "name: " at the start of a line of @text; -1 where there is none. */
int64_t driver_debug_count(const char *text, const char *name);
