# SPDX-License-Identifier: MIT
# The compiler's JSON.
if HAVE_CHECK
check_PROGRAMS += %D%/check_json
TESTS += %D%/check_json
endif

%C%_check_json_CPPFLAGS = $(compiler_check_cppflags)
%C%_check_json_LDADD = $(compiler_check_libs)
