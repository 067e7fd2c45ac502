#!/bin/sh
# SPDX-License-Identifier: MIT
#
# names.sh - no name in an .aidl file meets another in C, whatever it is
#
# Every word of a long list becomes everything that has a name: method, argument, field,
# constant, enumerator, nested type, type without a package, package. The list: the keywords of
# C and C++, every macro of the headers that generated code includes, and every identifier that
# occurs in generated code. What comes out has to compile without a warning.
set -u
: "${top_srcdir:?is set by make check; by hand: the source folder}"
: "${top_builddir:?is set by make check; by hand: the build folder}"
. "$top_srcdir/tests/support/tap.sh"
. "$top_srcdir/tests/generated/compile.sh"

keywords="alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t
char8_t class co_await co_return co_yield compl concept const const_cast consteval constexpr constinit
continue decltype default delete do double dynamic_cast else enum explicit export extern false float
for friend goto if inline int long mutable namespace new noexcept not not_eq nullptr operator or or_eq
private protected public register reinterpret_cast requires restrict return short signed sizeof static
static_assert static_cast struct switch template this thread_local throw true try typedef typeid
typename typeof typeof_unqual union unsigned using virtual void volatile wchar_t while xor xor_eq
_Alignas _Alignof _Atomic _Bool _Complex _Generic _Imaginary _Noreturn _Static_assert _Thread_local
i386 assert complex I imaginary major minor makedev min max stdin st_mtime si_pid SIGINT NAN log
new_x begin_x call_x handle_x permit_x get_x set_x read_string write_nullable names_IMethods_x
TAG_x TRANSACTION_x Array_alloc NullableArray_clear x x_ x__ _x __x _ __ impl_ impl__"

# What AIDL itself keeps: no names there either.
aidl_words="boolean byte char const cpp_header double enum false float import in inout int interface long
ndk_header oneway out package parcelable rust_type true union void String List Map IBinder CharSequence
FileDescriptor ParcelFileDescriptor ParcelableHolder"

# And what it keeps from types, packages and arguments, for the sake of other languages.
java_words="abstract assert break case catch class continue default do else extends final finally for goto if
implements instanceof native new null private protected public return short static strictfp super switch
synchronized this throw throws transient try volatile while"

words() {
	printf '%s\n' $keywords
	printf '#include <hideglue/aidl_support.h>\n#include <errno.h>\n#include <pthread.h>\n' >"$tmp/all.c"
	for mode in -std=c11 -std=gnu11 "-std=gnu11 -D_GNU_SOURCE"; do
		$CC $mode -dM -E -I "$include" "$tmp/all.c"
	done | sed -n 's/^#define \([A-Za-z][A-Za-z0-9_]*\).*/\1/p'
	for case in directions reserved union_owned fixed_nullable; do
		cat "$top_srcdir/tests/golden/ok/$case/expected/"*/*.[ch]
	done |
		sed 's,/\*.*\*/,,; s/"[^"]*"//g' | tr -cs 'A-Za-z0-9_' '\n' | grep '^[A-Za-z_]'
}

words >"$tmp/all"
printf '%s\n' $aidl_words | LC_ALL=C sort >"$tmp/kept"
LC_ALL=C sort -u "$tmp/all" | LC_ALL=C comm -23 - "$tmp/kept" >"$tmp/words"
printf '%s\n' $java_words | LC_ALL=C sort | LC_ALL=C comm -13 - "$tmp/words" >"$tmp/types"

# members FORMAT: a line for each word, %s being the word
members() {
	sed "s/.*/	$1/" "$tmp/words"
}

mkdir -p "$tmp/in/names"
{
	printf 'package names;\nparcelable Fields {\n'
	awk '!seen[tolower(substr($1, 1, 1)) substr($1, 2)]++ { printf "\tint %s;\n", $1 }' "$tmp/words"
	printf '}\n'
} >"$tmp/in/names/Fields.aidl"
{
	printf 'package names;\nunion Members {\n\tint first;\n'
	# Fields that differ only in the case of their first letter are refused.
	awk '{ key = tolower(substr($1, 1, 1)) substr($1, 2) } key == "first" || seen[key]++ { next }
		{ printf "\t%s %s;\n", NR % 2 ? "int[2][2]" : "String", $1 }' "$tmp/words"
	printf '}\n'
} >"$tmp/in/names/Members.aidl"
{
	printf 'package names;\n@Backing(type="int")\nenum Enumerators {\n'
	members '&,'
	printf '}\n'
} >"$tmp/in/names/Enumerators.aidl"
{
	printf 'package names;\nunion Constants {\n\tint x;\n'
	members 'const int & = 1;'
	printf '}\n'
} >"$tmp/in/names/Constants.aidl"
{
	printf 'package names;\ninterface IMethods {\n'
	members 'const int & = 1;'
	members 'void &(int x);'
	printf '}\n'
} >"$tmp/in/names/IMethods.aidl"
{
	printf 'package names;\nparcelable Types {\n'
	sed 's/.*/	enum & { A }/' "$tmp/types"
	printf '}\n'
} >"$tmp/in/names/Types.aidl"
# Each word as an argument of each direction, with others beside it.
awk 'BEGIN { print "package names;\nimport names.Fields;\ninterface IArguments {" }
	{ w[NR] = $1 }
	END {
		for (i = 1; i <= NR; i += 2) {
			a = w[i]; b = w[i % NR + 1]; c = w[(i + 1) % NR + 1]; d = w[(i + 2) % NR + 1]
			if (i % 3 == 0) printf "\tString a%d(int %s, out int[] %s, inout Fields %s, in @nullable String %s);\n", i, a, b, c, d
			if (i % 3 == 1) printf "\tint b%d(in String[] %s, inout int[] %s, out Fields %s, inout int[2] %s);\n", i, b, a, d, c
			if (i % 3 == 2) printf "\toneway void c%d(in Fields %s, IBinder %s, char %s, in int[3] %s);\n", i, d, c, b, a
		}
		print "}"
	}' "$tmp/types" >"$tmp/in/names/IArguments.aidl"
# Types inside each other, with members that are named as theirs are.
awk '/^[A-Za-z][A-Za-z0-9]*$/ && length($1) < 14 && NR % 8 == 0 || /^(Array|Tag|TAG|get|define|new_x|x|x_|_x)$/ { w[++n] = $1 }
	END {
		print "package names;\ninterface INested {"
		for (i = 1; i <= n; i++) {
			v = w[i] == "Outer" ? "Inner" : "Outer"
			printf "\tinterface %s { union %s { int x; int _x; } void TRANSACTION_%s(); void %s_x(); }\n", w[i], v, w[i], v
			printf "\tvoid %s_x(); void TRANSACTION_%s_(); void %s_%s_TAG_x();\n", w[i], w[i], w[i], v
		}
		print "}"
	}' "$tmp/types" >"$tmp/in/names/INested.aidl"

# compile_enums NAME DIR: thousands of small sources, as one: sources of enums have nothing of their own
compile_enums() {
	mkdir "$tmp/one"
	(cd "$2" && find . -name '*.c' | sed 's,^\./\(.*\),#include "\1",') >"$tmp/one/all.c"
	(cd "$2" && find . -name '*.h' | sed 's,^\./\(.*\),#include "\1",') >"$tmp/one/all.h"
	compile_all "$1" "$tmp/one" -iquote "$2" # a type may be called like a header of the system
	rm -r "$tmp/one"
}

if (cd "$tmp/in" && "$aidl2c" -I . -o "$tmp/out" names/*.aidl) >"$tmp/log" 2>&1; then
	ok 0 "$(wc -l <"$tmp/words") words as names of every kind"
else
	ok 1 "words as names of every kind"
	diag "$(head -n 20 "$tmp/log")"
fi
compile_all "words as names" "$tmp/out"

# Types without a package, and packages: a file each.
mkdir -p "$tmp/alone"
while read -r word; do
	printf 'enum %s { A, MAX, t, x_t }\n' "$word" >"$tmp/alone/$word.aidl"
	mkdir -p "$tmp/packages/$word"
	printf 'package %s;\nenum Name { A }\n' "$word" >"$tmp/packages/$word/Name.aidl"
done <"$tmp/types"
for kind in alone packages; do
	(cd "$tmp/$kind" && find . -name '*.aidl' | sed 's,^\./,,' | xargs "$aidl2c" -I . -o "$tmp/out-$kind") >"$tmp/log" 2>&1
	ok $? "$kind: accepted" || diag "$(head -n 20 "$tmp/log")"
	compile_enums "$kind" "$tmp/out-$kind"
done

printf '%s\n' $aidl_words $java_words >"$tmp/taken"
# Names of the library taken apart: a_b_c as a.b.c, and as member c of a.b.
for kind in type member; do
	mkdir -p "$tmp/$kind"
	awk -F_ -v kind=$kind -v dir="$tmp/$kind" 'NR == FNR { taken[$0]; next } /^[A-Za-z][A-Za-z0-9]*(_[A-Za-z][A-Za-z0-9]*)+$/ {
		n = kind == "type" ? NF : NF - 1
		for (i = 1; i <= NF; i++) if ($i in taken) next
		# A package of the name of a type in another file is beyond help.
		if (/(^|_)(directions|fixednullable|names|reserved|unionowned)_/) next
		package = $1; folder = dir "/" $1
		for (i = 2; i < n; i++) { package = package "." $i; folder = folder "/" $i }
		if (n < 2 || (kind == "member" && NF != 3)) next
		file = folder "/" $n ".aidl"
		if (!(folder in made)) { made[folder] = 1; system("mkdir -p " folder) }
		if (file in text) text[file] = text[file] ", " $NF
		else text[file] = "package " package ";\nenum " $n " { " $NF
	} END { for (file in text) print text[file] " }" >file }' "$tmp/taken" "$tmp/words"
done
for kind in type member; do
	(cd "$tmp/$kind" && find . -name '*.aidl' | sed 's,^\./,,' | xargs "$aidl2c" -I . -o "$tmp/out-$kind") >"$tmp/log" 2>&1
	ok $? "names of C as $kind: accepted" || diag "$(head -n 20 "$tmp/log")"
	compile_enums "names of C as $kind" "$tmp/out-$kind"
done
done_testing
