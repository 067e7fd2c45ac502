/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * binderfs.h - how to make a device in a mounted binderfs: an ioctl on its binder-control
 *
 * As in binder.h, the names are those of <linux/android/binderfs.h>: include one of the two.
 */
#ifndef HIDEGLUE_UAPI_BINDERFS_H
#define HIDEGLUE_UAPI_BINDERFS_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define BINDERFS_MAX_NAME 255

struct binderfs_device {
	char name[BINDERFS_MAX_NAME + 1];	/* in: ends with a NUL, which is put there if need be */
	__u32 major;	/* out */
	__u32 minor;
};

/**
 * Makes the device @name in the root of the mount. The numbers are written even where the
 * name is then refused.
 * Errors: EACCES (no name for a file), EEXIST, ENAMETOOLONG, ENOSPC (max= is reached, or
 * there are no more minors), EROFS, EFAULT, ENOMEM.
 */
#define BINDER_CTL_ADD _IOWR('b', 1, struct binderfs_device)

_Static_assert(sizeof(struct binderfs_device) == 264, "layout of binderfs_device");

#endif /* HIDEGLUE_UAPI_BINDERFS_H */
