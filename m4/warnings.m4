dnl SPDX-License-Identifier: MIT
dnl WARN_CFLAGS: what the project's own C is compiled with; --enable-werror for CI.
AC_DEFUN([HIDEGLUE_WARNINGS], [
	AC_ARG_ENABLE([werror],
		[AS_HELP_STRING([--enable-werror], [treat compiler warnings as errors])])
	WARN_CFLAGS="-Wall -Wextra -Wshadow -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes"
	WARN_CFLAGS="$WARN_CFLAGS -Wundef -Wformat=2 -Wno-unused-parameter -Wno-sign-compare"
	AS_IF([test "$enable_werror" = yes], [WARN_CFLAGS="$WARN_CFLAGS -Werror"])
	AC_SUBST([WARN_CFLAGS])
])
