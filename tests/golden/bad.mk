# SPDX-License-Identifier: MIT
# Inputs that aidl2c refuses, and exactly what it says about them.
dist_check_SCRIPTS += %D%/check_bad.sh
TESTS += %D%/check_bad.sh
%D%/check_bad.log: compiler/aidl2c$(EXEEXT)
EXTRA_DIST += %D%/bad
