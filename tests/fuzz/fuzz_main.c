/* SPDX-License-Identifier: MIT */
/*
 * fuzz_main.c - runs a fuzz target without libFuzzer
 *
 * usage: fuzz_X [-n RUNS] [-s SECONDS] [-r SEED] [-w FOLDER] [FILE|FOLDER]...
 *
 * Each seed (the target's own, and the files) goes in as it is, then RUNS changed ones, or as many
 * as SECONDS have room for. The same seeds and SEED give the same inputs. -w writes the target's
 * own seeds to files, for libFuzzer. Where an input crashes the program or takes longer than a
 * minute, it is left in ./crash-NAME; that file as the only argument shows it again.
 */
#include "fuzz.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define INPUT_MAX 8000
#define HANG_SECONDS 60

void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

struct seed {
	uint8_t *data;
	size_t size;
};

static struct seed *seeds;
static size_t n_seeds;
static uint8_t input[INPUT_MAX];
static size_t input_size;
static char crash_file[256];

static void keep_input(void)
{
	int fd = open(crash_file, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	ssize_t n = fd < 0 ? -1 : write(fd, input, input_size);
	static const char text[] = "fuzz: the input is in ./";

	if (n < 0 || write(2, text, sizeof(text) - 1) < 0 ||
	    write(2, crash_file, strlen(crash_file)) < 0 || write(2, "\n", 1) < 0)
		return;
}

static void on_crash(int sig)
{
	keep_input();
	signal(sig, SIG_DFL);
	raise(sig);
}

static void catch_crashes(const char *program)
{
	static const int signals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGALRM};
	const char *name = strrchr(program, '/');

	snprintf(crash_file, sizeof(crash_file), "crash-%s", name ? name + 1 : program);
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		signal(signals[i], on_crash);
	if (__sanitizer_set_death_callback) {
		/* The sanitizer has something to say first. */
		signal(SIGSEGV, SIG_DFL);
		__sanitizer_set_death_callback(keep_input);
	}
}

static void add_seed(const uint8_t *data, size_t size)
{
	if ((n_seeds & (n_seeds + 1)) == 0)
		seeds = realloc(seeds, (2 * n_seeds + 2) * sizeof(*seeds));
	if (!seeds)
		abort();
	seeds[n_seeds].data = malloc(size + 1);
	if (!seeds[n_seeds].data)
		abort();
	memcpy(seeds[n_seeds].data, data, size);
	seeds[n_seeds++].size = size;
}

static void add_path(const char *path);

/* Of a folder: .aidl files, and what has no suffix, as in a corpus. */
static bool wanted(const char *name)
{
	const char *suffix = strrchr(name, '.');

	return name != suffix && (!suffix || strcmp(suffix, ".aidl") == 0);
}

static void add_folder(const char *path)
{
	struct dirent **names;
	int n = scandir(path, &names, NULL, alphasort);

	for (int i = 0; i < n; i++) {
		char *below;

		if (wanted(names[i]->d_name) &&
		    asprintf(&below, "%s/%s", path, names[i]->d_name) >= 0) {
			add_path(below);
			free(below);
		}
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

static void add_path(const char *path)
{
	uint8_t data[INPUT_MAX];
	struct stat st;
	FILE *f;

	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
		add_folder(path);
		return;
	}
	f = fopen(path, "re");
	if (!f) {
		perror(path);
		exit(2);
	}
	add_seed(data, fread(data, 1, sizeof(data), f));
	fclose(f);
}

static void add_own(const char *write_to)
{
	uint8_t data[INPUT_MAX];
	size_t size;

	for (int i = 0; (size = fuzz_seed(i, data, sizeof(data))) != SIZE_MAX; i++) {
		char path[4096];
		FILE *f;

		add_seed(data, size);
		if (!write_to)
			continue;
		snprintf(path, sizeof(path), "%s/own-%d", write_to, i);
		f = fopen(path, "we");
		if (!f || fwrite(data, 1, size, f) != size || fclose(f)) {
			perror(path);
			exit(2);
		}
	}
}

static void run_input(void)
{
	uint8_t *exact = malloc(input_size ? input_size : 1);

	if (!exact)
		abort();
	memcpy(exact, input, input_size); /* so that a sanitizer sees where it ends */
	alarm(HANG_SECONDS);
	LLVMFuzzerTestOneInput(exact, input_size);
	alarm(0);
	free(exact);
}

/* Changes of changes: the further from a seed, the rarer. */
static void run_changed(uint32_t *state)
{
	const struct seed *s = &seeds[fuzz_below(state, n_seeds)];

	memcpy(input, s->data, s->size);
	input_size = s->size;
	do {
		input_size = fuzz_change(input, input_size, sizeof(input), fuzz_next(state));
	} while (fuzz_below(state, 4));
	run_input();
}

int main(int argc, char **argv)
{
	unsigned long runs = 0, seconds = 0, done = 0;
	const char *write_to = NULL;
	uint32_t state = 1;
	time_t end;
	int option;

	while ((option = getopt(argc, argv, "n:s:r:w:")) != -1) {
		if (option == 'n')
			runs = strtoul(optarg, NULL, 10);
		else if (option == 's')
			seconds = strtoul(optarg, NULL, 10);
		else if (option == 'r')
			state = (uint32_t)strtoul(optarg, NULL, 10);
		else if (option == 'w')
			write_to = optarg;
		else
			return 2;
	}
	for (int i = optind; i < argc; i++)
		add_path(argv[i]);
	if (optind == argc || runs || seconds)
		add_own(write_to);
	catch_crashes(argv[0]);
	for (size_t i = 0; i < n_seeds; i++) {
		input_size = seeds[i].size;
		memcpy(input, seeds[i].data, input_size);
		run_input();
	}
	for (end = time(NULL) + (time_t)seconds; done < runs || time(NULL) < end; done++)
		run_changed(&state);
	printf("%zu seeds, %lu changed\n", n_seeds, done);
	while (n_seeds)
		free(seeds[--n_seeds].data);
	free(seeds);
	return 0;
}
