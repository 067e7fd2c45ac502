# SPDX-License-Identifier: MIT
# What aidl2c does besides the C it writes: many commands, failures of the disk, limits.
compiler_scripts = %D%/check_batch.sh %D%/check_limits.sh %D%/check_writing.sh
TESTS += $(compiler_scripts)
%D%/check_batch.log: compiler/aidl2c$(EXEEXT)
%D%/check_limits.log: compiler/aidl2c$(EXEEXT)
%D%/check_writing.log: compiler/aidl2c$(EXEEXT)
EXTRA_DIST += $(compiler_scripts) %D%/README.md
