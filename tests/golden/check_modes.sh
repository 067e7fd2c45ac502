#!/bin/sh
# SPDX-License-Identifier: MIT
# check_modes.sh - the one-file form of types, the map of methods, dependency files, frozen APIs while
# C is generated, and what is said of a wrong command line (api/usage.txt)
# usage: check_modes.sh [update]: write the expected files anew from what aidl2c says
srcdir=${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
builddir=${top_builddir:-$srcdir/build}
aidl2c=$builddir/compiler/aidl2c
. "$srcdir/tests/support/tap.sh"
cd "$srcdir/tests/golden/api/dump/in" || exit 99
inputs=$(find . -name '*.aidl' | sed 's,^\./,,' | LC_ALL=C sort)

# run ARG...: messages in $tmp/err, output in $tmp/stdout, exit status in $status
run() {
	timeout 20 "$aidl2c" "$@" >"$tmp/stdout" 2>"$tmp/err"
	status=$?
}

# said: what the last run said and its exit status
said() {
	cat "$tmp/stdout" "$tmp/err"
	echo "exit status $status"
}

# Command lines, as in a shell; each of them is wrong or has no effect.
usage() {
	while read -r line; do
		echo "\$ aidl2c $line"
		# shellcheck disable=SC2086 # words
		eval run $line
		said
	done <<-'EOF'
		-o out
		FILE.aidl
		-o out FILE.c
		--dumpapi
		--dumpapi FILE.aidl
		--dumpapi --checkapi -o out FILE.aidl
		--dumpapi --lang=json -o out FILE.aidl
		--dumpapi -o out --min_sdk_version=30 FILE.aidl
		--checkapi
		--checkapi was
		--checkapi was is more
		--checkapi=other was is
		--checkapi was is
		--apihash
		--checkhash
		--preprocess
		--preprocess out
		--preprocess --version=2 out FILE.aidl
		--preprocess out nowhere.aidl
		--apimapping
		--apimapping out
		-o out --previous_api_dir=1 FILE.aidl
		-o out --previous_hash=1234 FILE.aidl
		-o out --previous_api_dir=1 --previous_hash=1234 FILE.aidl
		-o out --previous_api_dir=1 --previous_hash=1234 --version=1 FILE.aidl
		-o out -d dep ONE.aidl TWO.aidl
		-o out --min_sdk_version=old FILE.aidl
		-o out --min_sdk_version= FILE.aidl
		-o out --min_sdk_version=10001 FILE.aidl
		-o out --log FILE.aidl
		-o out --trace FILE.aidl
		-o out -t FILE.aidl
		-o out -p nowhere.aidl Bare.aidl
		-o out --no_such_option FILE.aidl
		--check-only FILE.aidl
		-o '' FILE.aidl
		-o out -Wall FILE.aidl
		-o out --no_license=1 FILE.aidl
	EOF
}

preprocess() {
	# shellcheck disable=SC2086 # names of files
	run --preprocess "$1" $inputs
}

mapping() {
	# shellcheck disable=SC2086
	run --apimapping "$1" $inputs
}

if [ "$1" = update ]; then
	usage >../../usage.txt
	preprocess ../../preprocessed.aidl
	mapping ../../mapping.txt
	exit 0
fi

usage >"$tmp/usage.txt"
diff -u ../../usage.txt "$tmp/usage.txt" >"$tmp/diff"
ok $? "wrong command lines" || diag "$(cat "$tmp/diff")"
run --min_sdk_version=current --rpc --mockall --transaction_names --omit_invocation -o "$tmp/o" Bare.aidl
is "$(said)" "exit status 0" "options for other languages are taken"

# One file for all types
preprocess "$tmp/pre.aidl"
is "$(said)" "exit status 0" "--preprocess"
diff -u ../../preprocessed.aidl "$tmp/pre.aidl" >"$tmp/diff"
ok $? "what it writes" || diag "$(cat "$tmp/diff")"
mapping "$tmp/mapping.txt"
is "$(said)" "exit status 0" "--apimapping"
diff -u ../../mapping.txt "$tmp/mapping.txt" >"$tmp/diff"
ok $? "what it writes" || diag "$(cat "$tmp/diff")"
cd ../../use || exit 99
run -p ../preprocessed.aidl -d "$tmp/use.d" -o "$tmp/use" q/IUser.aidl
is "$(said)" "exit status 0" "-p stands for the files of the types"
like "$(cat "$tmp/use/q/IUser.h")" '*#include "demo/api/Data.h"*demo_api_Data_Inner *demo_api_Data *' \
	"their headers are included"
is "$(sed 1,2d "$tmp/use.d")" "  q/IUser.aidl \\
  ../preprocessed.aidl

q/IUser.aidl :
../preprocessed.aidl :" "the dependency file names it"
cd ../dump/in || exit 99
run --dumpapi -p "$tmp/pre.aidl" -o "$tmp/dump" demo/api/Data.aidl
cmp -s "$tmp/dump/demo/api/Data.aidl" ../expected/demo/api/Data.aidl
ok $? "a file of its own goes before what -p says of a type" || diag "$(said)"
printf 'parcelable a.Short;\nparcelable android.os.ParcelFileDescriptor;\n' >"$tmp/short.aidl"
printf 'package b;\nparcelable T {\n\tShort s;\n\tParcelFileDescriptor f;\n}\n' >"$tmp/T.aidl"
mkdir -p "$tmp/b" && mv "$tmp/T.aidl" "$tmp/b"
run --dumpapi -p "$tmp/short.aidl" -p "$tmp/short.aidl" -o "$tmp/dump" "$tmp/b/T.aidl"
like "$(said; cat "$tmp/dump/b/T.aidl")" "exit status 0*  a.Short s;*" \
	"what has no body can be named without its package"
printf 'interface a.Short;\n' >"$tmp/long.aidl"
run --dumpapi -p "$tmp/long.aidl" -o "$tmp/dump" "$tmp/b/T.aidl"
like "$(said)" "*type 'Short' is unknown*exit status 1" "what has one cannot"
printf 'package a;\nparcelable Short;\n' >"$tmp/wrong.aidl"
run --dumpapi -p "$tmp/wrong.aidl" -o "$tmp/dump" "$tmp/b/T.aidl"
like "$(said)" "$tmp/wrong.aidl:1:9: error: a file for -p has no package*exit status 1" \
	"-p with a package"
run -b -o "$tmp/o" demo/api/Generic.aidl
like "$(said)" "*'Generic' has no body, which -b asks for \[unstructured\]*exit status 1" "-b"

# Dependency files
odd="$tmp/with space \$dollar #hash 100%:colon"
mkdir -p "$odd/b" && cp "$tmp/b/T.aidl" "$odd/b/T.aidl" && cp "$tmp/short.aidl" "$odd/short.aidl"
(cd "$odd" && timeout 20 "$aidl2c" --dumpapi -I "$odd" -p "$odd/short.aidl" -a -o "$odd/out" "$odd/b/T.aidl")
if command -v make >/dev/null 2>&1; then
	# what make makes of it, names as they are on disk
	(cd "$odd" && make -pnR -f out/b/T.aidl.d 2>/dev/null) | grep -a "^$tmp/" >"$tmp/rules"
	is "$(LC_ALL=C sort "$tmp/rules")" "$odd/b/T.aidl:
$odd/out/b/T.aidl: $odd/b/T.aidl $odd/short.aidl
$odd/short.aidl:" "make reads odd names as they are"
else
	skip "make reads odd names as they are" "no make"
fi
run --dumpapi --ninja -d "$tmp/one.d" -I . -o "$tmp/dump" demo/api/ICodes.aidl
is "$(cat "$tmp/one.d")" "$tmp/dump/demo/api/ICodes.aidl : \\
  demo/api/ICodes.aidl \\
  demo/api/Data.aidl \\
  demo/api/Mode.aidl" "--ninja: no rules for files that are gone"
run --preprocess -d "$tmp/pre.d" "$tmp/pre2.aidl" Bare.aidl demo/api/Mode.aidl
is "$(cat "$tmp/pre.d")" "$tmp/pre2.aidl : \\
  Bare.aidl \\
  demo/api/Mode.aidl

Bare.aidl :
demo/api/Mode.aidl :" "one output of several inputs"
run --apimapping "$tmp/map2" -a demo/api/ICodes.aidl
like "$(cat "$tmp/map2.d")" "$tmp/map2 : *demo/api/ICodes.aidl*demo/api/Data.aidl*" "-a with --apimapping"

# Generating C for the successor of a frozen API
mkdir -p "$tmp/now/p" "$tmp/api/1/p"
printf 'package p;\ninterface IFoo {\n\tvoid a();\n\tvoid b();\n}\n' >"$tmp/api/1/p/IFoo.aidl"
cp "$tmp/api/1/p/IFoo.aidl" "$tmp/now/p"
echo 'parcelable Gone {}' >"$tmp/api/1/Gone.aidl"
run --apihash "$tmp/api/1"
hash=$(cat "$tmp/stdout")
previous() {
	_hash=$1
	shift
	run --version=2 --previous_api_dir="$tmp/api/1" --previous_hash="$_hash" -o "$tmp/gen" "$@" "$tmp/now/p/IFoo.aidl"
}
previous "$hash" -d "$tmp/previous.d"
is "$(said)" "exit status 0" "--previous_api_dir: nothing has changed; other types are not missed"
like "$(cat "$tmp/previous.d")" "*/now/p/IFoo.aidl*/api/1/p/IFoo.aidl*" "what is generated depends on the frozen files too"
is "$(grep -h 'define p_IFoo_[VH]' "$tmp/gen/p/IFoo.h")" "#define p_IFoo_VERSION 1" \
	"the version of what is frozen; without --hash there is none"
previous "$hash" --lang=json --hash=x
is "$(grep -E '"(version|hash|nextVersion)": ' "$tmp/gen/p/IFoo.json" | tr -d ' \t\n')" \
	"\"version\":1,\"hash\":\"$hash\",\"nextVersion\":2," "the same in JSON"
sed -i.old 's/void b();/void b(); void c();/' "$tmp/now/p/IFoo.aidl"
previous "$hash" --lang=json
is "$(grep '"new"' "$tmp/gen/p/IFoo.json" | tr -d ' \t\n')" \
	'"new":false,"new":false,"new":true,"new":false,' \
	"and which methods are new"
sed 's/IFoo/foo/' "$tmp/api/1/p/IFoo.aidl" >"$tmp/api/1/p/foo.aidl"
run --apihash "$tmp/api/1"
previous "$(cat "$tmp/stdout")" -Weverything
is "$(said | grep -c /api/)" 0 "nobody is warned about what is frozen"
rm "$tmp/api/1/p/foo.aidl"
mkdir -p "$tmp/other/q" "$tmp/api/2/p"
echo 'package q; parcelable Q { int a; }' >"$tmp/other/q/Q.aidl"
echo 'package p; interface IFoo { void a(in q.Q q); }' >"$tmp/api/2/p/IFoo.aidl"
cp "$tmp/api/2/p/IFoo.aidl" "$tmp/now/p"
run --apihash "$tmp/api/2"
hash2=$(cat "$tmp/stdout")
for option in -I -N; do
	run --version=3 --previous_api_dir="$tmp/api/2" --previous_hash="$hash2" -o "$tmp/gen" \
		"$option" "$tmp/other" "$tmp/now/p/IFoo.aidl"
	echo "$option $status" >>"$tmp/found"
done
is "$(cat "$tmp/found")" "-I 0
-N 1" "what a frozen file mentions is looked for below -I, not -N"
cp "$tmp/api/1/p/IFoo.aidl" "$tmp/now/p"
previous 0123
like "$(said)" "$tmp/api/1: error: these are not the files that were frozen: * --previous_hash says 0123 \[api-hash\]*exit status 1" \
	"--previous_hash is of other files"
sed -i.old 's/void a();/void n(); void a();/' "$tmp/now/p/IFoo.aidl"
rm -rf "$tmp/gen"
previous "$hash"
like "$(said)" "*error: 'b()' has code 3, it had code 2 \[api-method-id\]*exit status 1" \
	"a change that breaks old clients"
[ ! -e "$tmp/gen" ]
ok $? "and nothing is generated"

done_testing
