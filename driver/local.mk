# SPDX-License-Identifier: MIT
include %D%/core/local.mk
include %D%/inproc/local.mk
include %D%/daemon/local.mk
include %D%/linux/local.mk

noinst_HEADERS += %D%/uapi/binder.h %D%/uapi/binderfs.h %D%/uapi/daemon.h
EXTRA_DIST += %D%/README.md %D%/uapi/README.md
