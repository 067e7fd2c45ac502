/* SPDX-License-Identifier: MIT */
/*
 * options.c - the command line: spellings of AOSP's aidl for the same things
 */
#include "options.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
	"Usage: aidl2c [OPTION]... -o DIR FILE.aidl...\n"
	"Compiles Binder interfaces from AIDL to C: com/example/IFoo.aidl becomes\n"
	"DIR/com/example/IFoo.h and DIR/com/example/IFoo.c.\n"
	"\n"
	"Where files are:\n"
	"  -I, --include=DIR       look for imported types below DIR; can be repeated.\n"
	"                          The folder that holds a file's package is always searched.\n"
	"  -o, --out=DIR           write generated files below DIR\n"
	"  -h, --header_out=DIR    write headers below DIR instead\n"
	"  -d, --dep=FILE          write a make rule of what was read to FILE (one input only)\n"
	"  -a                      write that rule beside each source, as IFoo.c.d\n"
	"\n"
	"What is generated:\n"
	"      --lang=c            C, what is made without this option\n"
	"      --lang=json         the checked tree for other tools: DIR/com/example/IFoo.json\n"
	"      --prefix=PKG=TEXT   start the C names of package PKG with TEXT: with\n"
	"                          --prefix com.example.calc=calc_ the interface ICalc is calc_ICalc\n"
	"      --structured        refuse parcelables that AIDL does not know the fields of\n"
	"      --stability=vintf   every type has to be @VintfStability; with --structured\n"
	"  -v, --version=N         interfaces are of version N and answer getInterfaceVersion()\n"
	"      --hash=TEXT         interfaces answer getInterfaceHash() with TEXT\n"
	"\n"
	"Messages:\n"
	"  -W NAME, -Wno-NAME      turn a warning on or off; the name stands in [] behind it\n"
	"  -Weverything, -w        all warnings, none\n"
	"  -Werror, -Wno-error=NAME  treat warnings as errors; but not this one\n"
	"      --diagnostics=json  messages as one line of JSON on stderr, for editors and CI;\n"
	"                          text is the usual form\n"
	"      --help              this text\n"
	"\n"
	"Files are only written where all inputs are correct, and only touched where their\n"
	"content changes. Exit status: 0 all went well, 1 errors in the input, 2 wrong usage.\n";

enum {
	OPT_HELP = 256,
	OPT_LANG,
	OPT_PREFIX,
	OPT_STRUCTURED,
	OPT_STABILITY,
	OPT_HASH,
	OPT_DIAGNOSTICS,
	OPT_OMIT_INVOCATION,
	OPT_LATER,	/* of aidl, not here yet */
	OPT_NEVER,	/* of aidl, for other languages */
};

static const struct option long_options[] = {
	{"include", required_argument, NULL, 'I'},
	{"out", required_argument, NULL, 'o'},
	{"header_out", required_argument, NULL, 'h'},
	{"dep", required_argument, NULL, 'd'},
	{"version", required_argument, NULL, 'v'},
	{"help", no_argument, NULL, OPT_HELP},
	{"lang", required_argument, NULL, OPT_LANG},
	{"prefix", required_argument, NULL, OPT_PREFIX},
	{"structured", no_argument, NULL, OPT_STRUCTURED},
	{"hash", required_argument, NULL, OPT_HASH},
	{"diagnostics", required_argument, NULL, OPT_DIAGNOSTICS},
	{"omit_invocation", no_argument, NULL, OPT_OMIT_INVOCATION},
	{"stability", required_argument, NULL, OPT_STABILITY},
	{"dumpapi", no_argument, NULL, OPT_LATER},
	{"checkapi", optional_argument, NULL, OPT_LATER},
	{"preprocess", no_argument, NULL, OPT_LATER},
	{"preprocessed", required_argument, NULL, OPT_LATER},
	{"apimapping", no_argument, NULL, OPT_LATER},
	{"next_include", required_argument, NULL, OPT_LATER},
	{"previous_api_dir", required_argument, NULL, OPT_LATER},
	{"previous_hash", required_argument, NULL, OPT_LATER},
	{"no_license", no_argument, NULL, OPT_LATER},
	{"ninja", no_argument, NULL, OPT_LATER},
	{"trace", no_argument, NULL, OPT_LATER},
	{"log", no_argument, NULL, OPT_LATER},
	{"min_sdk_version", required_argument, NULL, OPT_LATER},
	{"transaction_names", no_argument, NULL, OPT_NEVER},
	{"rpc", no_argument, NULL, OPT_NEVER},
	{"mockall", no_argument, NULL, OPT_NEVER},
	{NULL, 0, NULL, 0},
};

const char *options_help(void)
{
	return help;
}

/* What is wrong with the command line; answers false. */
__attribute__((format(printf, 2, 3)))
static bool wrong(struct diag *d, const char *fmt, ...)
{
	char *text;
	va_list ap;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) < 0)
		base_die("out of memory");
	va_end(ap);
	diag_file(d, DIAG_USAGE, NULL, "%s", text);
	free(text);
	return false;
}

static const char *as_dir(struct arena *a, const char *dir)
{
	size_t len = strlen(dir);

	return len && dir[len - 1] == '/' ? dir : arena_fmt(a, "%s/", *dir ? dir : ".");
}

static bool parse_warning(struct options *opt, struct diag *d, const char *arg)
{
	const char *why = warnings_take(&opt->warnings, d, arg);

	return !why || wrong(d, "%s", why);
}

/* Values */

static bool parse_version(struct options *opt, struct diag *d, const char *arg)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(arg, &end, 10);
	if (errno || *end || end == arg || n <= 0 || n > INT32_MAX)
		return wrong(d, "--version takes a number from 1 up, not '%s'", arg);
	opt->version = (int32_t)n;
	return true;
}

static bool parse_hash(struct options *opt, struct diag *d, const char *arg)
{
	if (!*arg)
		return wrong(d, "--hash takes a text that is not empty");
	for (const char *s = arg; *s; s++)
		if (*s < ' ' || *s > '~' || *s == '"' || *s == '\\')
			return wrong(d, "--hash takes printable ASCII text without '\"' and '\\'");
	opt->hash = arg;
	return true;
}

static bool is_name(const char *s, size_t len, bool dots)
{
	bool start = true;

	for (size_t i = 0; i < len; i++) {
		if (dots && s[i] == '.' && !start)
			start = true;
		else if (s[i] == '_' || isalpha((unsigned char)s[i]) ||
			 (!start && isdigit((unsigned char)s[i])))
			start = false;
		else
			return false;
	}
	return !start;
}

static bool parse_prefix(struct options *opt, struct arena *a, struct diag *d, const char *arg)
{
	const char *eq = strchr(arg, '=');
	const char *(*more)[2];

	if (!eq || !is_name(arg, (size_t)(eq - arg), true) ||
	    !is_name(eq + 1, strlen(eq + 1), false))
		return wrong(d, "--prefix takes a package and the start of C names, as in com.example.calc=calc_; not '%s'",
			     arg);
	more = (const char *(*)[2])arena_calloc(a, (size_t)opt->n_prefixes + 1, sizeof(*more));
	if (opt->n_prefixes)
		memcpy(more, opt->prefixes, (size_t)opt->n_prefixes * sizeof(*more));
	more[opt->n_prefixes][0] = arena_strndup(a, arg, (size_t)(eq - arg));
	more[opt->n_prefixes][1] = eq + 1;
	opt->prefixes = more;
	opt->n_prefixes++;
	return true;
}

static bool parse_lang(struct options *opt, struct diag *d, const char *arg)
{
	static const char *const others[] = {"cpp", "ndk", "java", "rust", "cpp-analyzer"};

	opt->mode = strcmp(arg, "json") == 0 ? OPTIONS_JSON : OPTIONS_C;
	if (opt->mode == OPTIONS_JSON || strcmp(arg, "c") == 0)
		return true;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (strcmp(arg, others[i]) == 0)
			return wrong(d, "--lang=%s: aidl2c generates C and JSON; AOSP's aidl generates %s from the same files",
				     arg, arg);
	return wrong(d, "--lang=%s: there is no such language; aidl2c generates c and json", arg);
}

static bool parse_diagnostics(struct diag *d, const char *arg)
{
	d->json = strcmp(arg, "json") == 0;
	if (d->json || strcmp(arg, "text") == 0)
		return true;
	return wrong(d, "--diagnostics takes text or json, not '%s'", arg);
}

static bool take(struct options *opt, struct arena *a, struct diag *d, int c, const char *name)
{
	switch (c) {
	case 'I':
		vec_push(a, &opt->dirs, optarg);
		return true;
	case 'o':
		opt->out = as_dir(a, optarg);
		return true;
	case 'h':
		opt->header_out = as_dir(a, optarg);
		return true;
	case 'd':
		opt->dep_file = optarg;
		return true;
	case 'a':
		opt->dep_beside = true;
		return true;
	case 'v':
		return parse_version(opt, d, optarg);
	case 'W':
		return parse_warning(opt, d, optarg);
	case 'w':
		opt->warnings.none = true;
		return true;
	case OPT_HELP:
		opt->help = true;
		return true;
	case OPT_LANG:
		return parse_lang(opt, d, optarg);
	case OPT_PREFIX:
		return parse_prefix(opt, a, d, optarg);
	case OPT_STRUCTURED:
		opt->structured = true;
		return true;
	case OPT_STABILITY:
		opt->vintf = true;
		return strcmp(optarg, "vintf") == 0 ||
		       wrong(d, "--stability takes 'vintf', not '%s'", optarg);
	case OPT_HASH:
		return parse_hash(opt, d, optarg);
	case OPT_OMIT_INVOCATION: /* generated files never hold it */
		return true;
	case OPT_DIAGNOSTICS:
		return parse_diagnostics(d, optarg);
	case OPT_LATER:
		return wrong(d, "the option --%s of AOSP's aidl is not available yet", name);
	case OPT_NEVER:
		return wrong(d, "the option --%s of AOSP's aidl is for other languages than C", name);
	default:
		return wrong(d, "wrong use of '%s'", name);
	}
}

static bool check(const struct options *opt, struct diag *d)
{
	if (!opt->inputs.n)
		return wrong(d, "no input file");
	if (!opt->out)
		return wrong(d, "-o DIR is missing: where generated files go");
	for (int i = 0; i < opt->inputs.n; i++) {
		const char *in = opt->inputs.items[i];
		size_t len = strlen(in);

		if (len < 5 || strcmp(in + len - 5, ".aidl") != 0)
			return wrong(d, "the input '%s' does not end in .aidl", in);
	}
	if (opt->dep_file && opt->inputs.n > 1)
		return wrong(d, "-d is for one input; -a writes a file for each");
	return true;
}

/* What getopt does not know or misses a value of. */
static bool wrong_option(struct diag *d, int c, const char *arg)
{
	bool is_long = strncmp(arg, "--", 2) == 0;

	if (c == ':')
		return wrong(d, "'%s' needs a value", arg);
	if (optopt && optopt < OPT_HELP && is_long)
		return wrong(d, "'%s' takes no value", arg);
	if (optopt && optopt < OPT_HELP)
		return wrong(d, "unknown option '-%c'", optopt);
	return wrong(d, "unknown option '%s'", arg);
}

bool options_parse(struct options *opt, struct arena *arena, struct diag *diag, int argc,
		   char **argv)
{
	int c, index = -1;
	bool ok = true;

	memset(opt, 0, sizeof(*opt));
	opterr = 0;
	optind = 1;
	/* all of it even where something is wrong: --diagnostics may stand behind that */
	while ((c = getopt_long(argc, argv, ":I:o:h:d:av:W:w", long_options, &index)) != -1) {
		const char *name = index >= 0 ? long_options[index].name : argv[optind - 1];

		if (c == ':' || c == '?')
			ok = wrong_option(diag, c, argv[optind - 1]);
		else
			ok &= take(opt, arena, diag, c, name);
		index = -1;
	}
	warnings_apply(&opt->warnings, diag);
	for (int i = optind; i < argc; i++)
		vec_push(arena, &opt->inputs, argv[i]);
	if (!opt->header_out)
		opt->header_out = opt->out;
	if (ok && !opt->help)
		ok = check(opt, diag);
	if (!ok)
		diag_note(diag, (struct source_range){0}, "'aidl2c --help' lists what there is");
	return ok;
}
