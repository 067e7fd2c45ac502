#!/bin/sh
# SPDX-License-Identifier: MIT
# check_batch.sh - many commands in one process: --batch, @FILE, -j, --check_only
. "${top_srcdir:?is set by make check}/tests/support/tap.sh"
aidl2c=$(cd "$top_builddir/compiler" && pwd)/aidl2c
cd "$tmp" || exit 99

# file PATH TEXT...
file() {
	mkdir -p "$(dirname "$1")"
	_path=$1
	shift
	printf '%s\n' "$@" >"$_path"
}

# Two roots that define the same types, and one that both import from.
for version in 1 2; do
	file "v$version/p/Data.aidl" 'package p;' 'import common.Kind;' '/** Data. */' \
		"parcelable Data { int a = $version * common.Kind.TWO; Kind kind = Kind.ONE; }"
	file "v$version/p/IData.aidl" 'package p;' 'import p.Data;' \
		"interface IData { const int VERSION = $version; Data get(in Data[] all); union U { int x; p.Data d; } }"
done
file common/common/Kind.aidl 'package common;' '@Backing(type="int") enum Kind { ONE = 1, TWO = ONE + 1 }'
file bad/q/Bad.aidl 'package q;' 'parcelable Bad { Missing m; }'
file broken/q/Broken.aidl 'package q;' 'parcelable Broken { int }'

command1='-I v1 -I common -o one/1 v1/p/Data.aidl v1/p/IData.aidl'
command2='-I v2 -I common -v 2 --hash abc -o one/2 v2/p/IData.aidl v2/p/Data.aidl'
command3='-o one/3 common/common/Kind.aidl'
# shellcheck disable=SC2086 # options are words
for command in "$command1" "$command2" "$command3"; do
	"$aidl2c" $command || ok 1 "aidl2c $command"
done

# same DIR TEXT
same() {
	diff -r one "$1" >diff.out 2>&1
	ok $? "$2" || diag "$(cat diff.out)"
}

{
	echo '# three commands'
	printf '%s\n\n  %s\n%s' "$command1" "$command2" "$command3" | sed 's/-o one/-o many/'
} >batch
"$aidl2c" --batch=batch >log 2>&1
is "$? $(cat log)" "0 " "a batch: nothing to say"
same many "a batch writes what its commands write alone, of two versions of the same types too"
for jobs in 1 2 7; do
	rm -rf many
	"$aidl2c" --batch - -j "$jobs" <batch
	same many "the same from standard input with -j $jobs"
done
before=$(stat -c '%i %Y' many/1/p/Data.c)
"$aidl2c" --batch=batch
is "$(stat -c '%i %Y' many/1/p/Data.c)" "$before" "what does not change is not touched"

# What goes wrong
{
	echo '-o out/bad -I bad bad/q/Bad.aidl'
	echo '-o out/broken broken/q/Broken.aidl'
	echo '-o out/broken2 broken/q/Broken.aidl'
	echo '-o out/good common/common/Kind.aidl'
} >batch
"$aidl2c" --batch=batch >log 2>&1
is $? 1 "a batch with errors"
is "$(grep -c 'error:' log)" 3 "what is wrong is said for each command, as it would be alone"
is "$(grep 'note: this' log | tr '\n' ' ')" \
	"batch:1: note: this command failed batch:2: note: this command failed batch:3: note: this command failed " \
	"and which command it was, in order"
is "$(find out -type f | sort | tr '\n' ' ')" "out/good/common/Kind.c out/good/common/Kind.h " \
	"the others are run"

# usage LINE PATTERN TEXT
usage() {
	printf '%s\n' "$1" >batch
	"$aidl2c" --batch=batch >log 2>&1
	is $? 2 "$3: exit status"
	like "$(cat log)" "$2" "$3: what is said"
}
usage '-o out --nonsense x.aidl' "*nonsense*batch:1: note: this command failed" "a wrong option in a line"
usage '--batch=batch' "*cannot stand in the line of a batch*" "a batch in a batch"
usage '-o "out x.aidl' "*quote is not closed*" "an open quote"
"$aidl2c" --batch=missing >log 2>&1
is $? 2 "a batch that is not there"
like "$(cat log)" "missing: error: cannot read the batch: *" "and what is said"
"$aidl2c" --batch=batch -o out >log 2>&1
is $? 2 "options beside --batch"
like "$(cat log)" "*--batch takes -j only*" "and what is said of them"

printf '%s\n' "-o out/twice common/common/Kind.aidl" "-o out/twice common/common/Kind.aidl" >batch
"$aidl2c" --batch=batch >log 2>&1
is $? 1 "two commands for one output"
like "$(cat log)" "*out/twice/common/Kind.?: error: another command of the batch writes this file*batch:2: note*" \
	"the second is refused"
ok "$([ -f out/twice/common/Kind.c ]; echo $?)" "the first is not"

# Arguments from files
mkdir -p 'a b' && cp -r common 'a b/'
printf '%s\n' "-o 'a b/out'" '"a b/common/common/K"ind\.aidl' >words
"$aidl2c" @words >log 2>&1
is "$? $(cat log)" "0 " "@FILE: quotes and backslashes"
ok "$([ -f 'a b/out/common/Kind.c' ]; echo $?)" "@FILE: blanks in names"
echo '@words' >outer
rm -rf 'a b/out'
"$aidl2c" @outer
ok "$([ -f 'a b/out/common/Kind.c' ]; echo $?)" "@FILE: in another"
echo 'x @self' >self
"$aidl2c" @self >log 2>&1
is $? 2 "@FILE that names itself"
like "$(cat log)" "*does one name itself*" "and what is said"
"$aidl2c" @nobody >log 2>&1
is $? 2 "@FILE that is not there"
like "$(cat log)" "nobody: error: cannot read the arguments in it: *" "and what is said"
mkdir -p lots/p && awk 'BEGIN { for (i = 0; i < 400; i++) {
	f = "lots/p/P" i ".aidl";
	print "package p; parcelable P" i " { int x; @nullable p.P" (i + 1) % 400 "[] next; }" >f; close(f);
	print f } }' >list
{ echo "-o lots.out -j3"; cat list; } >words
"$aidl2c" @words
is "$? $(find lots.out -name 'P*.?' | wc -l)" "0 800" "@FILE: many inputs, several threads"
"$aidl2c" -j1 -o lots.1 @list
diff -r lots.out lots.1 >/dev/null
ok $? "-j makes no difference to what is written"

# Checking only
"$aidl2c" --check_only common/common/Kind.aidl >log 2>&1
is "$? $(cat log)" "0 " "--check_only: a good file, without -o"
"$aidl2c" --check_only -o nothing common/common/Kind.aidl
ok "$([ ! -e nothing ]; echo $?)" "--check_only writes nothing"
"$aidl2c" --check_only bad/q/Bad.aidl >log 2>&1
is $? 1 "--check_only: a bad file"
for n in 0 -1 257 x ''; do
	"$aidl2c" -j "$n" --check_only common/common/Kind.aidl >log 2>&1
	is "$?" 2 "-j '$n'"
done
done_testing
