# SPDX-License-Identifier: MIT
# awk -v shape=SHAPE -v n=N -v dir=DIR -f shapes.awk: input for the compiler's bench
#
#   realistic  one file of about N lines as drivers' interfaces have them: a licence, half of the
#              lines comments, parcelables, enums and methods (in dir/gen/IBig.aidl, as the others)
#   documented one interface of about N lines, methods and constants with their comments, in words
#              that old compilers know
#   methods    one interface of N methods, one a line
#   fields     one parcelable of N fields, one a line
#   constants  one interface of N constants and enumerators, one a line
#   types      N files of one parcelable each in one package, which refer to each other in groups
#              of 40
#   deep       one constant of N parentheses
#
# Prints the files it wrote.

function comment(indent, what, i)
{
	print indent "/**" >f
	print indent " * " what " number " i ", as seen by the service." >f
	print indent " *" >f
	print indent " * What it means is said in a sentence or two, as people do, with the units of" >f
	print indent " * what is measured and what happens where it cannot be done." >f
	print indent " */" >f
}

function licence(    i)
{
	print "/*" >f
	for (i = 0; i < 13; i++)
		print " * Line " i " of the terms under which this file may be used and copied." >f
	print " */" >f
}

# 60 lines
function realistic_block(i)
{
	comment("    ", "Settings", i)
	print "    parcelable Settings" i " {" >f
	comment("        ", "How often, in hertz,", i)
	print "        int rate = " i " + 1;" >f
	comment("        ", "The name", i)
	print "        @nullable @utf8InCpp String name;" >f
	print "        float[] weights;" >f
	print "    }" >f
	print "" >f
	comment("    ", "Mode", i)
	print "    @Backing(type=\"int\")" >f
	print "    enum Mode" i " {" >f
	print "        OFF = 0," >f
	print "        ON = 1 << 4," >f
	print "        // the one that saves power" >f
	print "        SAVING," >f
	print "    }" >f
	print "" >f
	comment("    ", "Starts", i)
	print "    Settings" i " start" i "(in Settings" i " wanted, Mode" i " mode);" >f
	print "" >f
	comment("    ", "Reads", i)
	print "    void read" i "(in byte[] request, out byte[] reply, in @nullable String[] tags," >f
	print "            long timeoutMs);" >f
	print "" >f
	comment("    ", "Limit", i)
	print "    const int LIMIT_" i " = " i " * 2 + 1;" >f
	print "" >f
}

# 20 lines
function documented_block(i)
{
	comment("    ", "Reads", i)
	print "    void read" i "(in byte[] request, out byte[] reply, in @nullable String[] tags," >f
	print "            long timeoutMs);" >f
	print "" >f
	comment("    ", "Starts", i)
	print "    @nullable String start" i "(int wanted, boolean again);" >f
	print "" >f
	print "    /** Limit number " i " */" >f
	print "    const int LIMIT_" i " = " i ";" >f
}

function member(i)
{
	if (shape == "methods")
		print "    int m" i "(int a, in @nullable String[] b, out long[] c);" >f
	else if (shape == "fields")
		print "    " (i % 3 ? "int" : i % 2 ? "String" : "long[]") " field" i ";" >f
	else
		print "    const int C" i " = " (i ? "C" int(i / 2) " + 1" : "0") ";" >f
}

BEGIN {
	system("mkdir -p '" dir "/gen'")
	if (shape == "types") {
		for (i = 0; i < n; i++) {
			f = dir "/gen/Type" i ".aidl"
			other = (i - i % 40 + (i * 7 + 1) % 40) % n
			print "package gen;\nimport gen.Type" other ";" >f
			comment("", "Type", i)
			print "parcelable Type" i " {\n    int a = " i ";" >f
			comment("    ", "Others", i)
			print "    Type" other "[] others;\n    @nullable String name;\n}" >f
			close(f)
			print f
		}
		exit
	}
	f = dir "/gen/IBig.aidl"
	licence()
	print "package gen;\n" >f
	if (shape == "deep") {
		printf "interface IBig {\n    const int X = " >f
		for (i = 0; i < n; i++)
			printf "(" >f
		printf "1" >f
		for (i = 0; i < n; i++)
			printf ")" >f
		print ";\n}" >f
	} else {
		print (shape == "fields" ? "parcelable IBig {" : "interface IBig {") >f
		lines = shape == "realistic" ? 60 : shape == "documented" ? 20 : 1
		for (i = 0; i < n / lines; i++)
			if (shape == "realistic")
				realistic_block(i)
			else if (shape == "documented")
				documented_block(i)
			else
				member(i)
		print "}" >f
	}
	close(f)
	print f
}
