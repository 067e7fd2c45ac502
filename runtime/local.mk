# SPDX-License-Identifier: MIT
include %D%/core/driver.mk
