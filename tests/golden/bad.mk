# SPDX-License-Identifier: MIT
# Inputs that aidl2c refuses, and exactly what it says about them.
dist_check_SCRIPTS += %D%/bad.sh
TESTS += %D%/bad.sh
%D%/bad.log: compiler/aidl2c$(EXEEXT)
EXTRA_DIST += %D%/bad
