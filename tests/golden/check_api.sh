#!/bin/sh
# SPDX-License-Identifier: MIT
# check_api.sh - dumps of an API and their hashes. What a dump has to be byte for byte is in
# api/dump/expected: hashes of frozen APIs are over such files.
# usage: check_api.sh [update]: write the expected files anew from what aidl2c says
srcdir=${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
builddir=${top_builddir:-$srcdir/build}
aidl2c=$builddir/compiler/aidl2c
. "$srcdir/tests/support/tap.sh"
cd "$srcdir/tests/golden/api/dump/in" || exit 99

# run ARG...: messages in $tmp/err, output in $tmp/stdout, exit status in $status
run() {
	timeout 20 "$aidl2c" "$@" >"$tmp/stdout" 2>"$tmp/err"
	status=$?
}

inputs=$(find . -name '*.aidl' | sed 's,^\./,,' | LC_ALL=C sort)
if [ "$1" = update ]; then
	rm -rf ../expected
	# shellcheck disable=SC2086 # names of files
	timeout 20 "$aidl2c" --dumpapi -o ../expected $inputs
	exit
fi

# Dumps
# shellcheck disable=SC2086
run --dumpapi -o "$tmp/dump" $inputs
is "$status$(cat "$tmp/err")" 0 "--dumpapi"
for f in $inputs; do
	diff -u "../expected/$f" "$tmp/dump/$f" >"$tmp/diff"
	ok $? "dump of $f" || diag "$(cat "$tmp/diff")"
done
run --dumpapi --version=3 --hash=x -o "$tmp/versioned" demo/api/ICodes.aidl
cmp -s "$tmp/versioned/demo/api/ICodes.aidl" ../expected/demo/api/ICodes.aidl
ok $? "what --version and --hash add is no part of a dump"
run --dumpapi --no_license -o "$tmp/bare" demo/api/Data.aidl
is "$(head -n 1 "$tmp/bare/demo/api/Data.aidl")" \
	"$(sed -n '4{p;q;}' ../expected/demo/api/Data.aidl)" "--no_license leaves the comments out"
# shellcheck disable=SC2086
(cd ../expected && timeout 20 "$aidl2c" --dumpapi --no_license -o "$tmp/again" $inputs)
# shellcheck disable=SC2086
run --dumpapi --no_license -o "$tmp/once" $inputs
diff -r "$tmp/once" "$tmp/again" >"$tmp/diff"
ok $? "a dump of a dump says the same" || diag "$(cat "$tmp/diff")"
cp -r . "$tmp/source" && cp -r ../expected "$tmp/frozen"
rm "$tmp/source/demo/api/Generic.aidl" "$tmp/frozen/demo/api/Generic.aidl" # has no fields in AIDL
run --checkapi=equal "$tmp/source" "$tmp/frozen"
is "$status$(cat "$tmp/err")" 0 "a source and its dump are the same API"
# shellcheck disable=SC2046
run -I "$tmp/frozen" -o "$tmp/from_dump" $(find "$tmp/frozen" -name '*.aidl')
is "$status$(cat "$tmp/err")" 0 "C can be made of a dump"

# Hashes
hash_by_tools() {
	(cd "$1" && {
		find ./ -name '*.aidl' -print0 | LC_ALL=C sort -z | xargs -0 sha1sum
		echo "$2"
	} | sha1sum | cut -d ' ' -f 1)
}
mkdir -p "$tmp/api" && cp -r ../expected "$tmp/api/1" && cp -r ../expected "$tmp/api/20"
cp -r ../expected "$tmp/api/current" && echo 'not AIDL' >"$tmp/api/1/README"
mkdir -p "$tmp/api/3/a/b" "$tmp/api/3/a-b"
for f in "a/b/c.aidl" "a-b/c.aidl" "a b.aidl" 'back\slash.aidl' a.aidl a/x.aidl; do
	echo "$f" >"$tmp/api/3/$f"
done
: >"$tmp/api/3/empty.aidl"
head -c 119 /dev/zero >"$tmp/api/3/zero.aidl" # 55, 56, 63, 64 and so on are where padding turns
for n in 55 56 63 64 65 128; do head -c $n /dev/zero >"$tmp/api/3/z$n.aidl"; done
if command -v sha1sum >/dev/null 2>&1; then
	run --apihash "$tmp/api/1" "$tmp/api/20" "$tmp/api/current" "$tmp/api/3/"
	is "$(cat "$tmp/stdout" "$tmp/err")" "$(hash_by_tools "$tmp/api/1" latest-version
		hash_by_tools "$tmp/api/20" 19
		hash_by_tools "$tmp/api/current" latest-version
		hash_by_tools "$tmp/api/3" 2)" "--apihash is what the build tools compute"
	run --apihash --version=7 "$tmp/api/current"
	is "$(cat "$tmp/stdout" "$tmp/err")" "$(hash_by_tools "$tmp/api/current" 6)" \
		"--version tells which one a folder is"
else
	skip "--apihash is what the build tools compute" "no sha1sum"
fi
run --apihash "$tmp/api/1"
{ echo 0123; cat "$tmp/stdout"; } >"$tmp/api/1/.hash"
run --checkhash "$tmp/api/1"
is "$status$(cat "$tmp/err")" 0 "--checkhash takes the last line of .hash"
echo >>"$tmp/api/1/Bare.aidl"
run --checkhash "$tmp/api/1"
is "$status" 1 "a changed file is found"
like "$(cat "$tmp/err")" "$tmp/api/1: error: these are not the files that were frozen: * \[api-hash\]*note: *" \
	"and said"
: >"$tmp/api/1/.hash"
run --checkhash "$tmp/api/1"
like "$(cat "$tmp/err")" "*their hash is *, .hash says nothing \[api-hash\]*" "an empty .hash"
run --checkhash "$tmp/api/20"
like "$status$(cat "$tmp/err")" "1*api/20/.hash: error: cannot read the hash: * \[file-open\]" \
	"a folder without .hash"
mkdir "$tmp/empty"
run --apihash "$tmp/empty"
like "$status$(cat "$tmp/err")" "1$tmp/empty: error: there is no file below it *" "an empty folder"
run --apihash "$tmp/nowhere"
like "$status$(cat "$tmp/err")" "1$tmp/nowhere: error: cannot read the folder: *" "no folder"

done_testing
