#!/bin/sh
# SPDX-License-Identifier: MIT
# check_writing.sh - outputs are written whole or not at all
. "${top_srcdir:?is set by make check}/tests/support/tap.sh"
aidl2c=$(cd "$top_builddir/compiler" && pwd)/aidl2c
cd "$tmp" || exit 99

mkdir -p p
for i in 1 2 3 4 5 6 7 8 9; do
	awk -v n=$i 'BEGIN {
		print "package p; interface I" n " {";
		for (i = 0; i < n * 20; i++) print "  void m" i "(in String[] a, out int[] b);";
		print "}" }' >p/I$i.aidl
done

# left DIR: files that are no output
left() {
	find "$1" -type f ! -name '*.c' ! -name '*.h' 2>/dev/null | wc -l
}

"$aidl2c" -o good p/*.aidl
is "$? $(find good -type f | wc -l)" "0 18" "all goes well"
is "$(umask 027; "$aidl2c" -o mode p/I1.aidl; stat -c %a mode/p/I1.c)" 640 "the umask decides the mode"

# No room: the larger files do not fit the limit, the smaller do.
for jobs in 1 4; do
	(
		trap '' XFSZ
		ulimit -f 16
		"$aidl2c" -j $jobs -o small p/*.aidl >log 2>&1
	)
	is "$?" 1 "no room (-j $jobs)"
	like "$(cat log)" "small/p/I*: error: cannot write the file: *" "which file it is (-j $jobs)"
	is "$(find small -type f | wc -l)" 0 "nothing is written then (-j $jobs)"
done
mkdir -p before/p && echo old >before/p/I1.h
(
	trap '' XFSZ
	ulimit -f 16
	"$aidl2c" -o before p/*.aidl >log 2>&1
)
is "$(cat before/p/I1.h)" old "nor replaced"
if [ -c /dev/full ]; then
	"$aidl2c" -o full -d /dev/full p/I1.aidl >log 2>&1
	is $? 1 "a full disk"
	like "$(cat log)" "/dev/full: error: cannot write the file: No space left on device*" "said so"
	is "$(find full -type f | wc -l)" 0 "and nothing else is written"
	ok "$([ -c /dev/full ]; echo $?)" "a device is not replaced by a file"
fi
is "$("$aidl2c" -o null -d /dev/stdout p/I1.aidl | head -n 1)" 'null/p/I1.c \' "a device can be written to"

touch notdir
"$aidl2c" -o notdir p/I1.aidl >log 2>&1
is $? 1 "a file where a folder should be"
like "$(cat log)" "notdir/p/I1.h: error: cannot create the file: Not a directory*" "said so"
mkdir -p isdir/p/I1.h
"$aidl2c" -o isdir p/I1.aidl >log 2>&1
is $? 1 "a folder where a file should be"
is "$(left isdir)" 0 "no other file is left behind"

# Interrupted while the last output waits for somebody who reads it
mkfifo fifo
"$aidl2c" -j1 -o stopped -d fifo p/I9.aidl >log 2>&1 &
pid=$!
staged() { ls stopped/p/I9.c.?????? >/dev/null 2>&1; }
wait_for 10 staged
ok $? "files are made beside their places"
kill -TERM $pid
wait $pid 2>/dev/null
is $? 143 "ends as the signal has it"
is "$(find stopped -type f | wc -l)" 0 "leaves nothing behind"
done_testing
