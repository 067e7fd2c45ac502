# SPDX-License-Identifier: MIT
include %D%/core/local.mk
include %D%/daemon/local.mk
include %D%/linux/local.mk
