# SPDX-License-Identifier: MIT
# What holds for generated C, whatever the .aidl.
dist_check_SCRIPTS += %D%/includes.sh %D%/names.sh
TESTS += %D%/includes.sh %D%/names.sh
%D%/names.log %D%/includes.log: compiler/aidl2c$(EXEEXT)
EXTRA_DIST += %D%/README.md %D%/compile.sh
