/* SPDX-License-Identifier: MIT */
/* device_inside.h - a device, for device.c (which of them there are) and device_io.c (their calls)
 */
#pragma once

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct rt_driver;

struct device {
	struct device *next;
	struct rt_driver *driver;
	unsigned int refs; /* descriptors, the mapping, calls under way */
	bool foreign;	   /* we are a forked child */
	bool was_mapped;   /* once is all a device allows */
	uintptr_t map;	   /* of the mapping what the program has not unmapped; 0: none */
	size_t map_size;
	bool waited; /* an epoll descriptor waits for it */
	int watched; /* in its own descriptor now, for epoll and select; -1: none */
};

/* Guards all of it but driver, and the table. */
extern pthread_mutex_t device_lock;
extern struct device *devices;

/** What a device would say where the daemon's client side says @r. */
int device_error(int r);
