# SPDX-License-Identifier: MIT
#
# compile.sh COMPILER MODE SET - what a C compiler says about the output of a set
#
# MODE c: each source, alone. MODE c++: all headers, in one file. Only of files that were
# accepted. What the compiler says goes to $work/c/SET.COMPILER.
set -u
compiler=$1 mode=$2 set=$3
warn="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror"
root=$(cat "$work/sets/$set.root")
log=$work/c/$set.$compiler

cd "$work/c" || exit 1
[ -d "$set" ] || { : >"$log"; exit 0; }
# what was accepted, as paths below the root and without ".aidl"
sed -n 's/^ok //p' "$work/verdicts/$set.aidl2c" |
	awk -v root="$root/" '{
		if (index($0, root) == 1)
			$0 = substr($0, length(root) + 1)
		sub(/\.aidl$/, "")
		print
	}' >"$set.accepted.$compiler"
# shellcheck disable=SC2086 # options are words
if [ "$mode" = c ]; then
	sed "s,.*,$set/&.c," "$set.accepted.$compiler" |
		xargs "$compiler" -std=c11 $warn -fsyntax-only -I "$set" $include >"$log" 2>&1
else
	sed 's,.*,#include "&.h",' "$set.accepted.$compiler" |
		"$compiler" -std=c++17 $warn -fsyntax-only -I "$set" $include -x c++ - >"$log" 2>&1
fi
rm -f "$set.accepted.$compiler"
exit 0
