#!/bin/sh
# SPDX-License-Identifier: MIT
# demo.sh BUILDDIR - the hello server and two clients, in a private session
build=$(cd "${1:-.}" && pwd) || exit 1

exec "$build/hideglue" run -- sh -uc '
	"$1/server" & server=$!
	"$1/client" world; status=$?
	"$1/client" ""
	kill $server
	exit $status' demo "$build/idl-examples/hello"
