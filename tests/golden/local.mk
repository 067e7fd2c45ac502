# SPDX-License-Identifier: MIT
# Exact output of aidl2c; each case is a folder, found by run.sh.
dist_check_SCRIPTS += %D%/check_golden.sh %D%/run.sh
TESTS += %D%/check_golden.sh
%D%/check_golden.log: compiler/aidl2c$(EXEEXT)
EXTRA_DIST += %D%/README.md %D%/ok

include %D%/api.mk
include %D%/bad.mk
include %D%/json.mk
include %D%/docs.mk

.PHONY: update-golden
update-golden: compiler/aidl2c$(EXEEXT)
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' $(SHELL) $(srcdir)/%D%/run.sh update
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' $(SHELL) $(srcdir)/%D%/check_bad.sh update
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' $(SHELL) $(srcdir)/%D%/check_json.sh update
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' $(SHELL) $(srcdir)/%D%/check_tree.sh update
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' $(SHELL) $(srcdir)/%D%/check_api.sh update
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' $(SHELL) $(srcdir)/%D%/check_modes.sh update
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' $(SHELL) $(srcdir)/%D%/check_changes.sh update
