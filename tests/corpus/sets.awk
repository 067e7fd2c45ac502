# SPDX-License-Identifier: MIT
#
# sets.awk - which .aidl files are compiled together, and with which include roots
#
# Input: lines "check PATH" and "import PATH", in the order of preference. A file's root is its
# path without its package. Each root that holds files to check is a set, compiled with that root
# and, for what it imports, with the roots that provide it: no two roots of a set hold the same
# type, or the compiler could not know which is meant. Sources come before the frozen copies of
# aidl_api/NAME/VERSION/, there current before the highest number.
#
# Output, below the folder of -v out=: N.root, N.roots (all roots of set N, its own first),
# N.plain and N.vintf (files to check, apart: those of @VintfStability take other options) and
# likewise N.imports-plain and N.imports-vintf; and in out/sets one line a set: N and the root.

# The next part of line that is code; a comment or a string is one space.
function code(line,    out, at, two)
{
	out = ""
	while (line != "") {
		if (in_comment) {
			at = index(line, "*/")
			if (!at)
				return out
			line = substr(line, at + 2)
			in_comment = 0
			continue
		}
		if (!match(line, /"|\/\/|\/\*/))
			return out line
		out = out substr(line, 1, RSTART - 1) " "
		two = substr(line, RSTART, 2)
		line = substr(line, RSTART + (two ~ /^"/ ? 1 : 2))
		if (two == "//")
			return out
		if (two == "/*") {
			in_comment = 1
		} else {
			at = index(line, "\"")
			line = at ? substr(line, at + 1) : ""
		}
	}
	return out
}

# Reads a file: its package, whether it holds @VintfStability, and the names in it.
function scan(path,    line, seen, word, list)
{
	in_comment = 0
	package_of[path] = ""
	list = " "
	while ((getline line < path) > 0) {
		line = code(line)
		if (line ~ /@VintfStability/)
			vintf[path] = 1
		if (package_of[path] == "" && match(line, /^[ \t]*package[ \t]+[A-Za-z0-9_.]+/)) {
			word = substr(line, RSTART, RLENGTH)
			sub(/^[ \t]*package[ \t]+/, "", word)
			package_of[path] = word
			continue
		}
		while (match(line, /[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*/)) {
			word = substr(line, RSTART, RLENGTH)
			line = substr(line, RSTART + RLENGTH)
			if (!((path, word) in seen_in)) {
				seen_in[path, word] = 1
				list = list word " "
			}
		}
	}
	close(path)
	names_in[path] = list
}

function dir_of(path)
{
	return match(path, /\/[^\/]*$/) ? substr(path, 1, RSTART - 1) : "."
}

function root_of(path,    dir, folder, start)
{
	dir = dir_of(path)
	folder = package_of[path]
	gsub(/\./, "/", folder)
	start = length(dir) - length(folder)
	if (folder == "" || dir == folder)
		return folder == "" ? dir : "."
	if (start > 1 && substr(dir, start) == "/" folder)
		return substr(dir, 1, start - 1)
	return dir
}

# How little a root is liked: sources, then current, then the numbers downwards.
function rank(root,    version)
{
	if (root !~ /\/aidl_api\/[^\/]+\/[^\/]+$/)
		return 0
	version = root
	sub(/.*\//, "", version)
	return version == "current" ? 1 : 1000000 - version
}

function add_file(path, check,    root, type, i, list, n)
{
	scan(path)
	root = root_of(path)
	type = path
	sub(/.*\//, "", type)
	sub(/\.aidl$/, "", type)
	if (package_of[path] != "")
		type = package_of[path] "." type
	if (!(root in types_of)) {
		roots[++n_roots] = root
		ranks[root] = rank(root)
		types_of[root] = ""
	}
	types_of[root] = types_of[root] type " "
	file_of[root, type] = path
	if (check)
		checked[root] = checked[root] path " "
	# the providers of a type, the best first; equals in the order of the input
	n = split(providers[type], list, "\n")
	providers[type] = ""
	for (i = 1; i < n && ranks[list[i]] <= ranks[root]; i++)
		providers[type] = providers[type] list[i] "\n"
	providers[type] = providers[type] root "\n"
	for (; i < n; i++)
		providers[type] = providers[type] list[i] "\n"
}

function conflicts(root,    list, n, i)
{
	n = split(types_of[root], list, " ")
	for (i = 1; i <= n; i++)
		if (list[i] in owner)
			return 1
	return 0
}

function take_root(root,    list, n, i)
{
	n = split(types_of[root], list, " ")
	for (i = 1; i <= n; i++)
		owner[list[i]] = root
	print root > (out "/" set ".roots")
}

# The file of a type in this set, with a new root where it needs one; "" where there is none.
function find_type(type,    list, n, i)
{
	if (!(type in owner)) {
		n = split(providers[type], list, "\n")
		for (i = 1; i < n; i++)
			if (!conflicts(list[i])) {
				take_root(list[i])
				break
			}
	}
	return type in owner ? file_of[owner[type], type] : ""
}

# The file that a dotted name is from: of that type, or of the one that it is nested in.
function find_name(name,    path)
{
	while (1) {
		if (name in providers && (path = find_type(name)) != "")
			return path
		if (!match(name, /\.[^.]*$/))
			return ""
		name = substr(name, 1, RSTART - 1)
	}
}

function make_set(root,    queue, n, head, path, list, names, i, next_path)
{
	split("", owner)
	split("", queued)
	print root > (out "/" set ".root")
	take_root(root)
	n = split(checked[root], queue, " ")
	for (i = 1; i <= n; i++) {
		queued[queue[i]] = 1
		print queue[i] > (out "/" set (queue[i] in vintf ? ".vintf" : ".plain"))
	}
	for (head = 1; head <= n; head++) {
		path = queue[head]
		names = split(names_in[path], list, " ")
		for (i = 1; i <= names; i++) {
			next_path = find_name(list[i])
			if (next_path == "" || next_path in queued)
				continue
			queued[next_path] = 1
			queue[++n] = next_path
			print next_path > (out "/" set ".imports-" (next_path in vintf ? "vintf" : "plain"))
		}
	}
	close(out "/" set ".root")
	close(out "/" set ".roots")
	close(out "/" set ".vintf")
	close(out "/" set ".plain")
	close(out "/" set ".imports-plain")
	close(out "/" set ".imports-vintf")
}

$1 == "check" { add_file($2, 1) }
$1 == "import" { add_file($2, 0) }

END {
	for (r = 1; r <= n_roots; r++) {
		if (!(roots[r] in checked))
			continue
		set++
		make_set(roots[r])
		print set, roots[r] > (out "/sets")
	}
}
