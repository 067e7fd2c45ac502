# SPDX-License-Identifier: MIT
# Inputs that aidl2c refuses, and exactly what it says about them.
dist_check_SCRIPTS += %D%/check_bad.sh %D%/check_command.sh
TESTS += %D%/check_bad.sh %D%/check_command.sh
%D%/check_bad.log %D%/check_command.log: compiler/aidl2c$(EXEEXT)
EXTRA_DIST += %D%/bad
