# SPDX-License-Identifier: MIT
# libcheck programs, one check_<module>.c a module; each area keeps its own list.
include %D%/compiler.mk
include %D%/runtime.mk
include %D%/driver.mk
include %D%/servicemanager.mk
include %D%/generated.mk
