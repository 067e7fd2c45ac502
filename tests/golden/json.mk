# SPDX-License-Identifier: MIT
# Messages as JSON.
dist_check_SCRIPTS += %D%/check_json.sh
TESTS += %D%/check_json.sh
%D%/check_json.log: compiler/aidl2c$(EXEEXT)
EXTRA_DIST += %D%/json

# The checked tree as JSON.
dist_check_SCRIPTS += %D%/check_tree.sh
TESTS += %D%/check_tree.sh
%D%/check_tree.log: compiler/aidl2c$(EXEEXT)
EXTRA_DIST += %D%/tree %D%/validate.py
