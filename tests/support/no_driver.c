/* SPDX-License-Identifier: MIT */
/*
 * no_driver.c - stands in for the drivers in unit tests of the runtime: there is none
 *
 * A test that wants one hands its own to rt_process_adopt().
 */
#include "core/driver_ops.h"

#include <errno.h>
#include <stdio.h>

int rt_driver_open(size_t map_size, struct rt_driver **ret, char *why, size_t why_size)
{
	snprintf(why, why_size, "no Binder driver in this test");
	return -ENOENT;
}

int rt_driver_kernel_open(const char *where, size_t map_size, struct rt_driver **ret)
{
	return -ENOENT;
}

int rt_driver_daemon_open(const char *where, size_t map_size, struct rt_driver **ret)
{
	return -ENOENT;
}
