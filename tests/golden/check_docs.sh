#!/bin/sh
# SPDX-License-Identifier: MIT
# check_docs.sh - pages that list things list all of them
srcdir=${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
builddir=${top_builddir:-$srcdir/build}
. "$srcdir/tests/support/tap.sh"

# docs/diagnostics.md and diag.def: ids with what they are
sed -n 's/^DIAG([A-Z0-9_]*, "\([a-z0-9-]*\)", DIAG_\([A-Z]*\)).*/\1 \2/p' "$srcdir/compiler/base/diag.def" |
	sed 's/ERROR/error/; s/WARNING/warning/; s/OFF/lint/' | sort >"$tmp/ids"
sed -n 's/^| `\([a-z0-9-]*\)` | \([a-z]*\) | .*/\1 \2/p' "$srcdir/docs/diagnostics.md" | sort >"$tmp/listed"
is "$(wc -l <"$tmp/ids")" "$(grep -c '^DIAG(' "$srcdir/compiler/base/diag.def")" "every line of diag.def is understood"
diff "$tmp/ids" "$tmp/listed" >"$tmp/diff"
ok $? "docs/diagnostics.md has every message, and no other" || diag "$(cat "$tmp/diff")"

# aidl2c.1 and --help: the options, as "-I" and "--include=DIR"
page=$srcdir/docs/man/aidl2c.1
words() {
	tr ',' '\n' | sed 's/^ *//; s/ .*//' | sort -u
}
"$builddir/compiler/aidl2c" --help | sed -n 's/^ \{2,6\}\([-@]\)/\1/p' | sed 's/  .*//' | words >"$tmp/help"
awk '/^\.SH/ { inside = /OPTIONS/ } inside && at { print; at = 0 } inside && /^\.T[PQ]/ { at = 1 }' "$page" |
	sed 's/\\f[BIR]//g; s/\\-/-/g; s/^\.RI @ /@/' | words >"$tmp/man"
[ -s "$tmp/help" ] && diff "$tmp/help" "$tmp/man" >"$tmp/diff"
ok $? "aidl2c.1 has every option of --help, and no other" || diag "$(cat "$tmp/diff")"
for name in $(sed -n 's/ lint$//p' "$tmp/ids"); do
	"$builddir/compiler/aidl2c" --help | grep -q "[ ,]$name\(,\|\$\)" || echo "--help: $name"
	sed 's/\\-/-/g' "$page" | grep -q "^\.BR $name [,.]\$" || echo "aidl2c.1: $name"
done >"$tmp/lints"
is "$(cat "$tmp/lints")" "" "both name what -W turns on"
if command -v mandoc >/dev/null; then
	mandoc -T lint -W warning "$page" >"$tmp/lint" 2>&1
	is "$(cat "$tmp/lint")" "" "aidl2c.1 is well written"
elif command -v groff >/dev/null; then
	is "$(groff -man -ww -T utf8 -z "$page" 2>&1)" "" "aidl2c.1 is well written"
else
	skip "aidl2c.1 is well written" "neither mandoc nor groff"
fi

# Links from page to page lead somewhere.
cd "$srcdir" || exit 99
for page in README.md docs/*.md compiler/*.md compiler/*/README.md; do
	sed -n 's/](/\n](/gp' "$page" | sed -n 's/^](\([^)#]*\)\(#[^)]*\)*).*/\1/p' | grep -v '^http' | while read -r to; do
		[ -z "$to" ] || [ -e "$(dirname "$page")/$to" ] || echo "$page: $to"
	done
done >"$tmp/broken"
is "$(cat "$tmp/broken")" "" "links lead to what is there"
done_testing
