# SPDX-License-Identifier: MIT
# Dumps of an API, their hashes, and what is said of changes.
dist_check_SCRIPTS += %D%/check_api.sh %D%/check_changes.sh %D%/check_modes.sh
TESTS += %D%/check_api.sh %D%/check_changes.sh %D%/check_modes.sh
%D%/check_api.log %D%/check_changes.log %D%/check_modes.log: compiler/aidl2c$(EXEEXT)
EXTRA_DIST += %D%/api
