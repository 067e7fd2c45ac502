# SPDX-License-Identifier: MIT
# Dumps of an API, their hashes, and what is said of changes.
dist_check_SCRIPTS += %D%/check_api.sh
TESTS += %D%/check_api.sh
%D%/check_api.log: compiler/aidl2c$(EXEEXT)
EXTRA_DIST += %D%/api
