# SPDX-License-Identifier: MIT
# Whole trees: run is for people; its own test runs on small trees.
dist_check_SCRIPTS += %D%/check_corpus.sh %D%/run
TESTS += %D%/check_corpus.sh
%D%/check_corpus.log: compiler/aidl2c$(EXEEXT)
EXTRA_DIST += %D%/README.md %D%/sets.awk %D%/table.awk %D%/verdicts.sh %D%/compile.sh
