# SPDX-License-Identifier: MIT
# libcheck programs, one check_<module>.c a module; each area keeps its own list.
EXTRA_DIST += %D%/README.md

include %D%/compiler.mk
include %D%/json.mk
include %D%/runtime.mk
include %D%/driver.mk
include %D%/servicemanager.mk
include %D%/generated.mk
include %D%/language.mk
include %D%/large.mk
include %D%/wire.mk
include %D%/frozen.mk
