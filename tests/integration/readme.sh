#!/bin/sh
# SPDX-License-Identifier: MIT
# readme.sh - the first service of README.md, taken from its text, built and run as it says there
. "$top_srcdir/tests/support/tap.sh"

# The indented blocks of that section, one a file, in their order.
mkdir "$tmp/demo" "$tmp/bin"
awk -v tmp="$tmp" '
	BEGIN { n = split("demo/IHello.aidl server.c client.c commands", names) }
	/^## / { inside = /A first service/ }
	!inside { next }
	/^    / { if (!block) file = tmp "/" names[++at]; block = 1; print substr($0, 5) > file; next }
	/./ { block = 0 }
	block { print "" > file }
	END { exit at != n }
' "$top_srcdir/README.md"
ok $? "README.md has the interface, the server, the client and the commands"

# The commands find what would be installed.
program() { # NAME COMMAND...: in PATH
	name=$1
	shift
	printf '#!/bin/sh\nPATH="%s"\nexec %s "$@"\n' "$PATH" "$*" >"$tmp/bin/$name"
	chmod +x "$tmp/bin/$name"
}
program aidl2c "'$top_builddir/compiler/aidl2c'"
program hideglue "'$top_builddir/hideglue'"
program cc "${CC:-cc} -Wall -Werror $SAN_CFLAGS"
program pkg-config "echo -I$top_srcdir/runtime/include -L$top_builddir/.libs -lhideglue #"

cd "$tmp" || exit 99
PATH=$tmp/bin:$PATH LD_LIBRARY_PATH=$top_builddir/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} \
	timeout 120 sh -e commands >out 2>err </dev/null
ok $? "they run"
sed 's/^/# /' err
is "$(cat out)" "Hello, world!" "the client has its greeting"
done_testing
