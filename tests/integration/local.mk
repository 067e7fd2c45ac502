# SPDX-License-Identifier: MIT
# Examples, the service manager and the programs, as real processes.
include %D%/servicemanager.mk
include %D%/daemon.mk
include %D%/runtime.mk
include %D%/examples.mk
include %D%/language.mk
include %D%/guide.mk
include %D%/wrap.mk
include %D%/systemd.mk
include %D%/restart.mk
