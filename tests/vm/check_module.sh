#!/bin/sh
# SPDX-License-Identifier: MIT
#
# check_module.sh - hideglue_binder.ko builds without a warning, loads beside Debian's own
# driver, serves the same programs with the same answers, carries the whole stack as that does,
# and can be unloaded again
set -eu

top_srcdir=${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
top_builddir=${top_builddir:-$top_srcdir/build}
here=$top_srcdir/tests/vm
CC=${CC:-cc}
out=$top_builddir/tests/vm
mkdir -p "$out"

n=0 failed=0
tap()
{
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		failed=1
	fi
}

# What cannot be had is a reason to skip; what is there and fails is not.
if ! reason=$(. "$here/kernel.sh" && vm_need_tools 2>&1 && vm_need_kernel "$out/kernel" 2>&1); then
	echo "1..0 # SKIP $(echo "$reason" | sed -n 's/^skip: //p')"
	exit 0
fi
. "$here/kernel.sh"
vm_need_tools
vm_need_kernel "$out/kernel"

# Not check_module.log: automake keeps our own output there.
log=$out/guest.log
r=0
HIDEGLUE_CFLAGS=-Werror "$top_srcdir/driver/linux/build.sh" "$top_builddir" "$VM_HEADERS" \
	> "$log.build" 2>&1 || r=$?
sed 's/^/# /' "$log.build"
tap "$r" "the module builds and uses exported symbols only"
! grep -qi 'warning' "$log.build" && r=0 || r=1
tap "$r" "the build has no warning"
if [ "$failed" = 1 ]; then
	echo "1..$n"
	exit 1
fi

"$here/programs.sh" "$out" "$CC"

# What runs on the library as it was built for this machine. A sanitizer has no place there:
# its checks are of the programs, which the other tests run.
stack='tools examples calls runtime_real'
rm -rf "$out/tree"
mkdir -p "$out/tree"
if grep -q 'fsanitize=' "$top_builddir/config.status"; then
	echo '# built with a sanitizer: without the stack'
	stack=
else
	"$here/stack_tree.sh" "$top_builddir" "$out/tree"
fi
set --
for part in $stack; do
	set -- "$@" "$here/stack.sh $part"
done

r=0
"$here/run" --module both --tree "$out/tree" --timeout 400 --limit 1500 \
	--ko "$top_builddir/driver/linux/hideglue_binder.ko" \
	"$out/first_transaction" "$out/stress 100" "$out/conform" \
	"$out/unload 20" "$out/debug_files" "$out/binderfs" \
	"$out/binderfs ./conform device: manager: call: map: death: CVE" \
	"$out/load /modules/ours.ko" "$@" > "$log" 2> "$log.err" || r=$?

# The cases of each module's part, numbered through, named after their module and program.
sed -n -e 's/^#@ begin \([a-z]*\) stack.sh \(.*\)/@ \1 \2/p' \
	-e 's/^#@ begin \([a-z]*\) \([^ ]*\).*/@ \1 \2/p' -e '/^\(not \)\{0,1\}ok /p' \
	-e '/^Bail out/p' "$log" |
	awk -v n="$n" '
		$1 == "@" { where = $2 ": "; next }
		/^Bail out/ { print "not ok " ++n " - " where $0; next }
		{
			verdict = $1 == "not" ? "not ok" : "ok"
			sub(/^(not )?ok [0-9]* *(- *)?/, "")
			print verdict " " ++n " - " where $0
		}
	' > "$log.tap"
cat "$log.tap"
n=$((n + $(wc -l < "$log.tap")))

for wanted in 'load stock 0' 'load ours 0' 'end stock first_transaction 0' \
	'end ours first_transaction 0' 'end stock stress 100 0' 'end ours stress 100 0' \
	'end stock conform 0' 'end ours conform 0' 'end ours unload 20 0' 'end stock debug_files 0' \
	'end ours debug_files 0' 'end ours binderfs 0' \
	'end ours binderfs ./conform device: manager: call: map: death: CVE 0' \
	'end ours load /modules/ours.ko 0' 'counts ours 0' 'unload ours 0' 'kernel clean'; do
	grep -q "^#@ $wanted\$" "$log" && w=0 || w=1
	tap "$w" "guest: $wanted"
done
for part in $stack; do
	for module in stock ours; do
		grep -q "^#@ end $module stack.sh $part 0\$" "$log" && w=0 || w=1
		tap "$w" "guest: the stack on $module: $part"
	done
done
tap "$r" "the guest ran to its end and the kernel had nothing to complain of"
if [ "$r" != 0 ]; then
	sed 's/^/# /' "$log" "$log.err"
fi
echo "1..$n"
