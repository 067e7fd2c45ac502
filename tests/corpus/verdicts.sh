# SPDX-License-Identifier: MIT
#
# verdicts.sh SET - what aidl2c and the oracle say about the files of a set
#
# Leaves C in $work/c/SET/ and, for each file to check, a line "ok PATH" or "no PATH MESSAGE" in
# $work/verdicts/SET.aidl2c and SET.oracle. All files in one process where they are all accepted;
# else a process a file, so that each has its own verdict.
set -u
set=$1
dirs=$(sed 's/^/-I /' "$work/sets/$set.roots")
out=$work/c/$set

# one TOOL OPTIONS FILE...
# shellcheck disable=SC2086 # options are words
one() {
	tool=$1 opts=$2
	shift 2
	if [ "$tool" = aidl2c ]; then
		"$aidl2c" $options $opts $dirs -o "$out" "$@"
	else
		"$oracle" --lang=ndk --min_sdk_version=36 $opts $dirs -o "$out.ndk" -h "$out.ndk" "$@"
	fi
}

# options_for KIND
options_for() {
	case $1 in *vintf) echo "--structured --stability=vintf" ;; esac
}

# all TOOL OPTIONS LIST: verdicts on the files named in LIST
all() {
	# shellcheck disable=SC2046
	if one "$1" "$2" $(cat "$3") >"$work/verdicts/$set.log" 2>&1; then
		sed 's/^/ok /' "$3" >>"$work/verdicts/$set.$1"
		return
	fi
	while read -r file; do
		if one "$1" "$2" "$file" >"$work/verdicts/$set.log" 2>&1; then
			echo "ok $file"
		else
			echo "no $file $(grep -i 'error' "$work/verdicts/$set.log" | head -n 1)"
		fi
	done <"$3" >>"$work/verdicts/$set.$1"
}

for tool in aidl2c ${oracle:+oracle}; do
	: >"$work/verdicts/$set.$tool"
	for kind in plain vintf; do
		list=$work/sets/$set.$kind
		[ -f "$list" ] || continue
		all $tool "$(options_for $kind)" "$list"
	done
done

# The headers of what the set imports. One that is refused itself is missed by the C compiler.
for kind in imports-plain imports-vintf; do
	list=$work/sets/$set.$kind
	[ -f "$list" ] || continue
	opts=$(options_for $kind)
	# shellcheck disable=SC2046
	one aidl2c "$opts" $(cat "$list") >"$work/verdicts/$set.log" 2>&1 ||
		while read -r file; do
			one aidl2c "$opts" "$file"
		done <"$list" >"$work/verdicts/$set.log" 2>&1
done
rm -rf "$out.ndk" "$work/verdicts/$set.log"
