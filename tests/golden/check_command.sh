#!/bin/sh
# SPDX-License-Identifier: MIT
# check_command.sh - the command line's cases of the language reference, by their numbers. Exit
# status 2 is wrong usage here, where AOSP's aidl has 1. Not here: 330 to 332, 343, 360 and 368,
# which are about other backends or what generated code does; dumps and changes of an API have tests of
# their own.
srcdir=${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
builddir=${top_builddir:-$srcdir/build}
aidl2c=$builddir/compiler/aidl2c
. "$srcdir/tests/support/tap.sh"
mkdir -p "$tmp/p" "$tmp/q" && cd "$tmp" || exit 99

# run ARG...: messages in err, exit status in $status
run() {
	rm -rf out
	timeout 20 "$aidl2c" "$@" >stdout 2>err
	status=$?
}

# count STATUS SEVERITY LINTS TEXT: how the run before ended, and which lints it named as what
count() {
	is "$status: $(sed -n "s/.*: $2: .*\[\(.*\)\]\$/\1/p" err | tr '\n' ' ')" "$1: $3" "$4"
}

printf 'package p;\nparcelable Q {\n\tconst int bad = 1;\n}\n' >p/Q.aidl
printf 'package q;\nparcelable R {\n\tint a;\n}\n' >q/R.aidl
cat >p/IFoo.aidl <<'END'
package p;
import p.Q;
import q.R;
interface IFoo {
	void f(in Q q, in R r, out int[] a);
}
END
cp p/IFoo.aidl p/IFoo.txt
foo="-I . -o out p/IFoo.aidl"

run
is "$status" 2 "328: no arguments"
like "$(cat err)" "*no input file*" "328: and it says what is missing"
run --help
is "$status$(cat err)" 0 "329: --help"
run -I . -o out p/IFoo.txt
like "$status $(cat err)" "2 *does not end in .aidl*" "333: an input of another name"
# shellcheck disable=SC2086 # options are words
{
	run $foo -d x.d
	like "$(tr -d '\\\n' <x.d)" "out/p/IFoo.c * : *p/IFoo.aidl*p/Q.aidl :*" "334: -d"
	run $foo -d y.d --ninja
	is "$(grep -c ' :' y.d)" 1 "335: the first rule only with --ninja"
	run $foo -a p/Q.aidl
	[ -s out/p/IFoo.c.d ] && [ -s out/p/Q.c.d ]
	ok $? "336: -a with two inputs"
	rm -f out/p/*.d
	run $foo -a -d rule.d
	[ -s rule.d ] && [ ! -e out/p/IFoo.c.d ]
	ok $? "-d goes before -a"
	run $foo p/Q.aidl -d x.d
	is "$status" 2 "337: -d with two inputs"
	for v in 0 -1 abc 2abc; do
		run $foo -v $v
		is "$status" 2 "338, 339: --version $v"
	done
	run $foo -v 2 --previous_api_dir=d
	like "$status $(cat err)" "2 *" "340: --previous_api_dir alone"
	run $foo -v 2 --previous_hash=h
	like "$status $(cat err)" "2 *--previous_api_dir*" "342: --previous_hash alone"
	run --dumpapi --min_sdk_version 30 $foo
	is "$status" 2 "344: an API level where there is no code"
}
run --dumpapi -I . p/IFoo.aidl
like "$status $(cat err)" "2 *-o DIR*" "345: --dumpapi without -o"
mkdir old new
run --checkapi old
is "$status" 2 "347: --checkapi of one folder"
run --checkapi=foo old new
is "$status" 2 "348: a level that there is not"
run --checkapi old new
like "$status $(cat err)" "1 *no file below it*" "349: empty folders, which AOSP's takes for equal"

# Warnings
# shellcheck disable=SC2086
{
	run $foo -Wfoo
	like "$status $(cat err)" "2 *there is no warning 'foo'*" "350: -Wfoo"
	run $foo -Wout-arrays
	like "$(cat err)" "*did you mean 'out-array'?*" "350: and what was meant"
	run $foo -Wunknown-type
	like "$status $(cat err)" "2 *is an error, which*" "350: an error is no warning"
	run $foo
	count 0 warning "" "lints are off"
	run $foo -Wout-array
	count 0 warning "out-array " "351: -Wout-array"
	run $foo -W out-array -Werror
	count 1 error "out-array " "352: -Werror"
	[ ! -e out ]
	ok $? "352: and nothing is written"
	run -Wno-error=out-array $foo -Wout-array -Werror
	count 0 warning "out-array " "353: -Wno-error="
	run $foo -w -Weverything
	count 0 warning "" "354: -w goes before -Weverything"
	run $foo -w -Wout-array
	count 0 warning "" "354: and before the name"
	run $foo -Wno-out-array -Wout-array
	count 0 warning "" "355: what turns off goes before what turns on"
	run $foo -Weverything -Wno-missing-permission-annotation
	count 0 warning "out-array " "356: not what is imported"
}
sed 's/void f/@SuppressWarnings({"out-array"}) void f/' p/IFoo.aidl >p/x && mv p/x p/IFoo.aidl
# shellcheck disable=SC2086
run $foo -Wout-array
count 0 warning "" "357: @SuppressWarnings"
sed 's/const/@SuppressWarnings({"const-name"}) const/' p/Q.aidl >p/x && mv p/x p/Q.aidl
run -I . -o out p/Q.aidl -Wconst-name
count 0 warning "const-name " "358: not on a constant"

printf 'interface IBad {\n\tint x(;\n}\n' >IBad.aidl
run -I . -o out IBad.aidl p/IFoo.aidl
is "$status" 1 "359: two inputs, the first wrong"
[ ! -e out ]
ok $? "359: and nothing is written"
printf 'interface IIds {\n\tvoid f() = 3;\n}\n' >IIds.aidl
run -o out --version 2 --hash x IIds.aidl
is "$status" 0 "361: ids beside --version and --hash"
printf '@Descriptor("x.y.IBar") interface IDesc {\n\tinterface INest { }\n}\n' >IDesc.aidl
run --lang=json -o out IDesc.aidl
like "$(tr -d ' \n' <out/IDesc.json)" \
	'*"descriptor":"x.y.IBar"*"descriptor":"IDesc.INest"*' "363: descriptors"

# Ours
run --version
like "$status $(cat err)" "2 *this is aidl2c of hideglue [0-9]*" "the version of the interfaces is not that of aidl2c"
run -o out p//IFoo.aidl ./p/./IFoo.aidl .//p/IFoo.aidl
is "$status$(cat err)$(find out -name '*.c')" "0out/p/IFoo.c" "one file under several names"
done_testing
