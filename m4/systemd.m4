dnl SPDX-License-Identifier: MIT
dnl Where the system's driver says that it is there. By default below the prefix, where systemd
dnl looks if that is /usr or /usr/local; "no" installs nothing.

dnl HIDEGLUE_DIR(NAME, CONDITIONAL, DEFAULT, WHAT)
AC_DEFUN([HIDEGLUE_DIR], [
	AC_ARG_WITH([$1], [AS_HELP_STRING([--with-$1=DIR], [$4; no: nowhere @<:@$3@:>@])],
		[AS_IF([test "x$withval" = xyes], [$1='$3'], [$1=$withval])], [$1='$3'])
	AC_SUBST([$1])
	AM_CONDITIONAL([$2], [test "x$[]$1" != xno])
])

AC_DEFUN([HIDEGLUE_SYSTEMD], [
	HIDEGLUE_DIR([systemdsystemunitdir], [INSTALL_UNITS], [${prefix}/lib/systemd/system],
		[units of the system's driver])
	HIDEGLUE_DIR([sysusersdir], [INSTALL_SYSUSERS], [${prefix}/lib/sysusers.d],
		[the user that it runs as])
	HIDEGLUE_DIR([tmpfilesdir], [INSTALL_TMPFILES], [${prefix}/lib/tmpfiles.d],
		[its folder in /run])
])
