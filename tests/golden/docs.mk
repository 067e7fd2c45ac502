# SPDX-License-Identifier: MIT
# Pages that list what there is.
dist_check_SCRIPTS += %D%/check_docs.sh
TESTS += %D%/check_docs.sh
%D%/check_docs.log: compiler/aidl2c$(EXEEXT)
