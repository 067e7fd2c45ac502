# SPDX-License-Identifier: MIT
dist_check_SCRIPTS += %D%/servicemanager_run.sh
TESTS += %D%/servicemanager_run.sh
EXTRA_DIST += tests/support/tap.sh
