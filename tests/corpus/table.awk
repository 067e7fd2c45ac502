# SPDX-License-Identifier: MIT
#
# table.awk - the table of a run; exit status 1 where it shows something to mend
#
# -v work= is the folder of the results; -v oracle= is not empty where an oracle was asked.

# The id in [] at the end of a message; without one, its words without places and names.
function reason(message)
{
	if (match(message, /\[[a-z0-9-]+\]$/))
		return substr(message, RSTART + 1, RLENGTH - 2)
	sub(/^.*[Ee][Rr][Rr][Oo][Rr]: */, "", message)
	sub(/^[^ ]*\.aidl:[0-9.:-]* */, "", message)
	gsub(/["'`][^"'`]*["'`]/, "...", message)
	return message == "" ? "no message" : substr(message, 1, 60)
}

function read_verdicts(tool,    path, line, file)
{
	path = work "/" tool
	while ((getline line < path) > 0) {
		file = line
		sub(/^[a-z]+ /, "", file)
		sub(/ .*/, "", file)
		files[file] = 1
		verdict[tool, file] = substr(line, 1, 2)
		message[tool, file] = substr(line, length(file) + 5)
		count[tool, substr(line, 1, 2)]++
	}
	close(path)
}

function refusals(tool,    file, why, n, first)
{
	for (file in files) {
		if (verdict[tool, file] != "no")
			continue
		why = reason(message[tool, file])
		n[why]++
		if (!(why in first) || file < first[why])
			first[why] = file
	}
	for (why in n) {
		printf "  %6d  %s\n", n[why], why
		printf "          as in %s\n          %s\n", first[why], message[tool, first[why]]
	}
}

function differences(a, b, title,    file, n)
{
	for (file in files)
		if (verdict[a, file] == "ok" && verdict[b, file] == "no") {
			if (n++ == 0)
				print title
			printf "  %s\n          %s\n", file, message[b, file]
		}
	return n + 0
}

# Counts messages of one C compiler, and the sources or headers they are in.
function compiler(name, mode,    path, line, file, n, n_files, seen, flag, by, shown)
{
	path = work "/" name ".log"
	while ((getline line < path) > 0) {
		if (line !~ /: (fatal )?(error|warning): /)
			continue
		n++
		file = line
		sub(/:.*/, "", file)
		if (!(file in seen)) {
			seen[file] = 1
			n_files++
		}
		flag = match(line, /\[-W[^\]]*\]$/) ? substr(line, RSTART, RLENGTH) : "[error]"
		if (!by[flag]++)
			shown[flag] = line
	}
	close(path)
	printf "%-34s %8d  messages in %d files\n",
		name (mode == "c" ? " on the C sources" : " on the headers, as C++"), n, n_files
	for (flag in by)
		printf "  %6d  %s, as in\n          %s\n", by[flag], flag, shown[flag]
	return n
}

BEGIN {
	read_verdicts("aidl2c")
	bad = count["aidl2c", "no"]
	printf "%-34s %8d\n", "files", count["aidl2c", "ok"] + count["aidl2c", "no"]
	printf "%-34s %8d\n", "accepted by aidl2c", count["aidl2c", "ok"]
	printf "%-34s %8d\n", "refused by aidl2c", count["aidl2c", "no"]
	refusals("aidl2c")
	if (oracle != "") {
		read_verdicts("oracle")
		printf "%-34s %8d\n", "accepted by the oracle", count["oracle", "ok"]
		printf "%-34s %8d\n", "refused by the oracle", count["oracle", "no"]
		refusals("oracle")
		bad = differences("oracle", "aidl2c", "accepted by the oracle, refused by aidl2c:")
		bad += differences("aidl2c", "oracle", "accepted by aidl2c, refused by the oracle:")
		printf "%-34s %8d\n", "different verdicts", bad
	}
	while ((getline line < (work "/compilers")) > 0) {
		split(line, part, ":")
		bad += compiler(part[1], part[2])
	}
	exit bad ? 1 : 0
}
