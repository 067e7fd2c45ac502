dnl SPDX-License-Identifier: MIT
dnl The generators the build cannot do without. A tarball carries their output,
dnl so they are only asked for where that output is missing.
AC_DEFUN([HIDEGLUE_NEED_TOOLS], [
	AS_IF([test ! -f "$srcdir/compiler/front/parser.c"], [
		AS_IF([$YACC --version 2>/dev/null | grep -q 'GNU Bison'], [],
			[AC_MSG_ERROR([bison is missing: install it, e.g. apt-get install bison])])
		AS_IF([$LEX --version 2>/dev/null | grep -q flex], [],
			[AC_MSG_ERROR([flex is missing: install it, e.g. apt-get install flex])])
	])
])
