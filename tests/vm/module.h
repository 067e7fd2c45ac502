/* SPDX-License-Identifier: MIT */
/*
 * module.h - how our module is loaded, for programs that load it anew
 */
#pragma once

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/**
 * module_parameters() - what to load the module with so that it is as it is now
 * Names that are given are those of mounts too, the default ones are not: giving the default ones
 * is not the same as giving none. Return: false where the module is not loaded.
 */
static inline bool module_parameters(char *ret, size_t size)
{
	static const char own[] = "hgbinder,hghwbinder,hgvndbinder";
	int fd = open("/sys/module/hideglue_binder/parameters/devices", O_RDONLY | O_CLOEXEC);
	char names[256];
	ssize_t n = fd < 0 ? -1 : read(fd, names, sizeof(names) - 1);

	if (fd >= 0)
		close(fd);
	if (n < 0)
		return false;
	names[n] = '\0';
	names[strcspn(names, "\n")] = '\0';
	snprintf(ret, size, strcmp(names, own) ? "devices=%s" : "%.0s", names);
	return true;
}
