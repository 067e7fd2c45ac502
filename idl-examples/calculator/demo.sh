#!/bin/sh
# SPDX-License-Identifier: MIT
# demo.sh BUILDDIR - the calculator server and its client, in a private session
build=$(cd "${1:-.}" && pwd) || exit 1

exec "$build/hideglue" run -- sh -uc '
	"$1/server" & server=$!
	"$1/client"; status=$?
	kill $server
	exit $status' demo "$build/idl-examples/calculator"
