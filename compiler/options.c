/* SPDX-License-Identifier: MIT */
/*
 * options.c - the command line: spellings of AOSP's aidl for the same things
 */
#include "options.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "config.h"

#define MAX_JOBS 256

enum {
	OPT_HELP = 256,
	OPT_LANG,
	OPT_PREFIX,
	OPT_STRUCTURED,
	OPT_STABILITY,
	OPT_HASH,
	OPT_DIAGNOSTICS,
	OPT_DUMPAPI,
	OPT_CHECKAPI,
	OPT_APIHASH,
	OPT_CHECKHASH,
	OPT_PREPROCESS,
	OPT_PREVIOUS_DIR,
	OPT_PREVIOUS_HASH,
	OPT_NO_LICENSE,
	OPT_NINJA,
	OPT_LOG,
	OPT_MIN_SDK,
	OPT_CHECK_ONLY,
	OPT_BATCH,
	OPT_NO_EFFECT,	/* of aidl, for other languages */
};

/* What a mode is called and what it takes. */
static const struct mode_rule {
	const char *option, *usage;
	int n_inputs;		/* 0: one or more */
	bool aidl;		/* inputs are named .aidl */
	bool out;		/* -o is needed */
} rules[] = {
	[OPTIONS_C] = {"--lang=c", "-o DIR FILE.aidl...", .aidl = true, .out = true},
	[OPTIONS_JSON] = {"--lang=json", "--lang=json -o DIR FILE.aidl...", .aidl = true,
			  .out = true},
	[OPTIONS_DUMPAPI] = {"--dumpapi", "--dumpapi -o DIR FILE.aidl...", .out = true},
	[OPTIONS_CHECKAPI] = {"--checkapi", "--checkapi OLD NEW", .n_inputs = 2},
	[OPTIONS_APIHASH] = {"--apihash", "--apihash DIR...", .n_inputs = 0},
	[OPTIONS_CHECKHASH] = {"--checkhash", "--checkhash DIR...", .n_inputs = 0},
	[OPTIONS_PREPROCESS] = {"--preprocess", "--preprocess OUTPUT FILE.aidl...",
				.n_inputs = 0},
	[OPTIONS_APIMAPPING] = {"--apimapping", "--apimapping OUTPUT FILE.aidl...",
				.n_inputs = 0},
};

static const struct option long_options[] = {
	{"include", required_argument, NULL, 'I'},
	{"out", required_argument, NULL, 'o'},
	{"header_out", required_argument, NULL, 'h'},
	{"dep", required_argument, NULL, 'd'},
	{"version", required_argument, NULL, 'v'},
	{"check_only", no_argument, NULL, OPT_CHECK_ONLY},
	{"batch", required_argument, NULL, OPT_BATCH},
	{"jobs", required_argument, NULL, 'j'},
	{"help", no_argument, NULL, OPT_HELP},
	{"lang", required_argument, NULL, OPT_LANG},
	{"prefix", required_argument, NULL, OPT_PREFIX},
	{"structured", no_argument, NULL, OPT_STRUCTURED},
	{"hash", required_argument, NULL, OPT_HASH},
	{"diagnostics", required_argument, NULL, OPT_DIAGNOSTICS},
	{"stability", required_argument, NULL, OPT_STABILITY},
	{"dumpapi", no_argument, NULL, OPT_DUMPAPI},
	{"checkapi", optional_argument, NULL, OPT_CHECKAPI},
	{"apihash", no_argument, NULL, OPT_APIHASH},
	{"checkhash", no_argument, NULL, OPT_CHECKHASH},
	{"preprocess", no_argument, NULL, OPT_PREPROCESS},
	{"preprocessed", required_argument, NULL, 'p'},
	{"apimapping", required_argument, NULL, 'i'},
	{"next_include", required_argument, NULL, 'N'},
	{"previous_api_dir", required_argument, NULL, OPT_PREVIOUS_DIR},
	{"previous_hash", required_argument, NULL, OPT_PREVIOUS_HASH},
	{"no_license", no_argument, NULL, OPT_NO_LICENSE},
	{"ninja", no_argument, NULL, OPT_NINJA},
	{"trace", no_argument, NULL, 't'},
	{"log", no_argument, NULL, OPT_LOG},
	{"min_sdk_version", required_argument, NULL, OPT_MIN_SDK},
	{"omit_invocation", no_argument, NULL, OPT_NO_EFFECT},
	{"transaction_names", no_argument, NULL, OPT_NO_EFFECT},
	{"rpc", no_argument, NULL, OPT_NO_EFFECT},
	{"mockall", no_argument, NULL, OPT_NO_EFFECT},
	{NULL, 0, NULL, 0},
};

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

/* An empty text is a shell variable that is not set, rather than this folder. */
static bool parse_dir(const char **ret_dir, struct arena *a, struct diag *d, const char *arg)
{
	size_t len = strlen(arg);

	if (!len)
		return wrong(d, "the folder for output is empty; '.' is the one you are in");
	*ret_dir = arg[len - 1] == '/' ? arg : arena_fmt(a, "%s/", arg);
	return true;
}

static bool parse_warning(struct options *opt, struct diag *d, const char *arg)
{
	const char *why = warnings_take(&opt->warnings, d, arg);

	return !why || wrong(d, "%s", why);
}

/* Values */

/* A number from 1 to max; false: arg is none. */
static bool parse_number(const char *arg, int max, int *ret)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(arg, &end, 10);
	if (errno || *end || end == arg || n < 1 || n > max)
		return false;
	*ret = (int)n;
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

static bool set_mode(struct options *opt, struct diag *d, enum options_mode mode)
{
	if (opt->mode != OPTIONS_C && opt->mode != mode)
		return wrong(d, "%s and %s: a run does one of them", rules[opt->mode].option,
			     rules[mode].option);
	opt->mode = mode;
	return true;
}

static bool parse_lang(struct options *opt, struct diag *d, const char *arg)
{
	static const char *const others[] = {"cpp", "ndk", "java", "rust", "cpp-analyzer"};

	if (strcmp(arg, "json") == 0)
		return set_mode(opt, d, OPTIONS_JSON);
	if (strcmp(arg, "c") == 0)
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

static bool parse_checkapi(struct options *opt, struct diag *d, const char *arg)
{
	opt->api_equal = arg && strcmp(arg, "equal") == 0;
	opt->structured = true; /* what has no fields in AIDL cannot be compared */
	if (!arg || opt->api_equal || strcmp(arg, "compatible") == 0)
		return true;
	return wrong(d, "--checkapi takes compatible or equal, not '%s'", arg);
}

static bool parse_min_sdk(struct diag *d, const char *arg)
{
	static const char *const names[] = {
		"S", "Tiramisu", "UpsideDownCake", "VanillaIceCream", "Baklava", "current",
		"platform_apis",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(arg, names[i]) == 0)
			return true;
	if (*arg && strlen(arg) <= 5 && strspn(arg, "0123456789") == strlen(arg) &&
	    atoi(arg) <= 10000)
		return true;
	return wrong(d, "--min_sdk_version takes a number or the name of an Android release, not '%s'",
		     arg);
}

static bool take_mode(struct options *opt, struct diag *d, int c)
{
	switch (c) {
	case OPT_DUMPAPI:
		return set_mode(opt, d, OPTIONS_DUMPAPI);
	case OPT_CHECKAPI:
		return set_mode(opt, d, OPTIONS_CHECKAPI) && parse_checkapi(opt, d, optarg);
	case OPT_APIHASH:
		return set_mode(opt, d, OPTIONS_APIHASH);
	case OPT_CHECKHASH:
		return set_mode(opt, d, OPTIONS_CHECKHASH);
	case OPT_PREPROCESS:
		return set_mode(opt, d, OPTIONS_PREPROCESS);
	default:
		opt->out_file = optarg;
		return set_mode(opt, d, OPTIONS_APIMAPPING);
	}
}

/* Options that say one thing or hold one text. */
static bool take_simple(struct options *opt, int c)
{
	static const struct {
		int c;
		size_t flag, text;	/* one of them; the other is 0, where no option is */
	} simple[] = {
		{'a', offsetof(struct options, dep_beside), 0},
		{'b', offsetof(struct options, no_unstructured), 0},
		{OPT_CHECK_ONLY, offsetof(struct options, check_only), 0},
		{OPT_HELP, offsetof(struct options, help), 0},
		{OPT_STRUCTURED, offsetof(struct options, structured), 0},
		{OPT_NO_LICENSE, offsetof(struct options, no_license), 0},
		{OPT_NINJA, offsetof(struct options, ninja), 0},
		{'d', 0, offsetof(struct options, dep_file)},
		{OPT_BATCH, 0, offsetof(struct options, batch)},
		{OPT_PREVIOUS_DIR, 0, offsetof(struct options, previous_dir)},
		{OPT_PREVIOUS_HASH, 0, offsetof(struct options, previous_hash)},
	};

	for (size_t i = 0; i < sizeof(simple) / sizeof(simple[0]); i++) {
		if (simple[i].c != c)
			continue;
		if (simple[i].text)
			*(const char **)((char *)opt + simple[i].text) = optarg;
		else
			*(bool *)((char *)opt + simple[i].flag) = true;
		return true;
	}
	return false;
}

static bool take(struct options *opt, struct arena *a, struct diag *d, int c, const char *name)
{
	if (take_simple(opt, c))
		return true;
	switch (c) {
	case 'I':
		vec_push(a, &opt->stable_dirs.v, optarg);
		vec_push(a, &opt->dirs.v, optarg);
		return true;
	case 'N':
		vec_push(a, &opt->dirs.v, optarg);
		return true;
	case 'o':
		return parse_dir(&opt->out, a, d, optarg);
	case 'h':
		return parse_dir(&opt->header_out, a, d, optarg);
	case 'v':
		return parse_number(optarg, INT32_MAX, &opt->version) ||
		       wrong(d, "--version takes a number from 1 up, not '%s'", optarg);
	case 'W':
		return parse_warning(opt, d, optarg);
	case 'w':
		opt->warnings.none = true;
		return true;
	case 'j':
		return parse_number(optarg, MAX_JOBS, &opt->jobs) ||
		       wrong(d, "-j takes a number from 1 to %d, not '%s'", MAX_JOBS, optarg);
	case OPT_LANG:
		return parse_lang(opt, d, optarg);
	case OPT_PREFIX:
		return parse_prefix(opt, a, d, optarg);
	case OPT_STABILITY:
		opt->vintf = true;
		return strcmp(optarg, "vintf") == 0 ||
		       wrong(d, "--stability takes 'vintf', not '%s'", optarg);
	case OPT_HASH:
		return parse_hash(opt, d, optarg);
	case OPT_DIAGNOSTICS:
		return parse_diagnostics(d, optarg);
	case OPT_DUMPAPI:
	case OPT_CHECKAPI:
	case OPT_APIHASH:
	case OPT_CHECKHASH:
	case OPT_PREPROCESS:
	case 'i':
		return take_mode(opt, d, c);
	case 'p':
		vec_push(a, &opt->preprocessed, optarg);
		return true;
	case 't':
	case OPT_LOG:
		return wrong(d, "%s: generated C reports no calls; HIDEGLUE_DEBUG=txn in the environment of a program does",
			     c == 't' ? "--trace" : "--log");
	case OPT_MIN_SDK:
		opt->min_sdk = true;
		return parse_min_sdk(d, optarg);
	case OPT_NO_EFFECT: /* generated files never hold the command line */
		return true;
	default:
		return wrong(d, "wrong use of '%s'", name);
	}
}

static bool check_inputs(struct options *opt, struct diag *d)
{
	const struct mode_rule *rule = &rules[opt->mode];

	if (opt->mode == OPTIONS_PREPROCESS && opt->inputs.n) {
		opt->out_file = opt->inputs.items[0];
		opt->inputs.items++;
		opt->inputs.n--;
		opt->inputs.cap--;
	}
	if (!opt->inputs.n)
		return wrong(d, "no input file or folder; it is 'aidl2c %s'", rule->usage);
	if (rule->n_inputs && opt->inputs.n != rule->n_inputs)
		return wrong(d, "%s compares two folders; there %s %d: it is 'aidl2c %s'", rule->option,
			     opt->inputs.n == 1 ? "is" : "are", opt->inputs.n, rule->usage);
	for (int i = 0; rule->aidl && i < opt->inputs.n; i++) {
		const char *in = opt->inputs.items[i];
		size_t len = strlen(in);

		if (len < 5 || strcmp(in + len - 5, ".aidl") != 0)
			return wrong(d, "the input '%s' does not end in .aidl", in);
	}
	return true;
}

static bool check_previous(const struct options *opt, struct diag *d)
{
	if (opt->previous_dir && !opt->previous_hash)
		return wrong(d, "--previous_api_dir needs --previous_hash, the hash of that API");
	if (opt->previous_hash && !opt->previous_dir)
		return wrong(d, "--previous_hash needs --previous_api_dir, the folder of that API");
	if (opt->previous_dir && opt->version <= 1)
		return wrong(d, "--previous_api_dir is for version 2 and later: --version tells which one this is");
	return true;
}

static bool check(struct options *opt, struct diag *d)
{
	const struct mode_rule *rule = &rules[opt->mode];

	if (opt->batch)
		return (!opt->inputs.n && !opt->out && !opt->dirs.v.n) ||
		       wrong(d, "--batch takes -j only: each line of '%s' has options of its own",
			     opt->batch);
	if (!check_inputs(opt, d) || !check_previous(opt, d))
		return false;
	if (opt->check_only && opt->mode != OPTIONS_C)
		return wrong(d, "--check_only writes nothing, %s does", rule->option);
	if (rule->out && !opt->out && !opt->check_only)
		return wrong(d, "-o DIR is missing: where generated files go");
	if (opt->mode == OPTIONS_PREPROCESS && opt->version)
		return wrong(d, "--version says nothing about what --preprocess writes");
	if (opt->mode != OPTIONS_C && opt->min_sdk)
		return wrong(d, "--min_sdk_version is about generated code, there is none with %s",
			     rule->option);
	if (rule->out && opt->dep_file && opt->inputs.n > 1)
		return wrong(d, "-d is for one input; -a writes a file for each");
	return true;
}

static bool unknown_option(struct arena *a, struct diag *d, const char *arg)
{
	char *name = arena_strndup(a, arg, strcspn(arg, "="));
	struct suggest best;

	suggest_init(&best, name);
	for (int i = 0; long_options[i].name; i++)
		suggest_offer(&best, arena_fmt(a, "--%s", long_options[i].name));
	return wrong(d, "unknown option '%s'%s", name, suggest_text(&best, a));
}

/* What getopt does not know or misses a value of. */
static bool wrong_option(struct arena *a, struct diag *d, int c, const char *arg)
{
	bool is_long = strncmp(arg, "--", 2) == 0;

	if (c == ':' && optopt == 'v')
		return wrong(d, "'%s' needs a value, the version of the interfaces; this is aidl2c of hideglue %s",
			     arg, PACKAGE_VERSION);
	if (c == ':')
		return wrong(d, "'%s' needs a value", arg);
	if (optopt && is_long)
		return wrong(d, "'%s' takes no value", arg);
	if (optopt && optopt < OPT_HELP)
		return wrong(d, "unknown option '-%c'", optopt);
	return unknown_option(a, d, arg);
}

bool options_parse(struct options *opt, struct arena *arena, struct diag *diag, int argc,
		   char **argv)
{
	int c, index = -1;
	bool ok = true;

	memset(opt, 0, sizeof(*opt));
	opterr = 0;
	optind = 0; /* from the beginning, also where it was somewhere before */
	/* all of it even where something is wrong: --diagnostics may stand behind that */
	while ((c = getopt_long(argc, argv, ":I:N:p:i:o:h:d:abtv:W:wj:", long_options, &index)) != -1) {
		const char *name = index >= 0 ? long_options[index].name : argv[optind - 1];

		if (c == ':' || c == '?')
			ok = wrong_option(arena, diag, c, argv[optind - 1]);
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
