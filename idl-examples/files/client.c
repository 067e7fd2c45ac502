/* SPDX-License-Identifier: MIT */
/*
 * client.c - sends a payload of 10 MiB by its descriptor, and reads the files that come back
 */
#define _GNU_SOURCE /* memfd_create() */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <hideglue/aidl_support.h>
#include <hideglue/manager.h>

#include "demo/IFiles.h"
#include "fnv.h"

#define PAYLOAD_SIZE (10u << 20)

static bool failed(const char *what, AStatus *status)
{
	char text[256];

	if (!status)
		return false;
	printf("client: %s: %s\n", what, aidl_describe(status, text, sizeof(text)));
	AStatus_delete(status);
	return true;
}

/* A file in memory with a pattern that does not repeat soon. -1: cannot make it. */
static int make_payload(uint64_t *ret_hash, uint64_t *ret_inverted_hash)
{
	int fd = memfd_create("payload", MFD_CLOEXEC);
	uint32_t *words;

	if (fd < 0 || ftruncate(fd, PAYLOAD_SIZE) < 0)
		goto fail;
	words = mmap(NULL, PAYLOAD_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (words == MAP_FAILED)
		goto fail;

	for (uint32_t i = 0; i < PAYLOAD_SIZE / sizeof(*words); i++)
		words[i] = ~(i * 2654435761u);
	*ret_inverted_hash = fnv(FNV_START, words, PAYLOAD_SIZE);
	for (uint32_t i = 0; i < PAYLOAD_SIZE / sizeof(*words); i++)
		words[i] = ~words[i];
	*ret_hash = fnv(FNV_START, words, PAYLOAD_SIZE);

	munmap(words, PAYLOAD_SIZE);
	return fd;
fail:
	perror("client: payload");
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool check_digest(demo_IFiles *files, int payload, uint64_t hash)
{
	demo_IFiles_Digest digest = { 0 };
	bool good;

	if (failed("digest", demo_IFiles_digest(files, payload, &digest)))
		return false;
	good = digest.size == PAYLOAD_SIZE && (uint64_t)digest.hash == hash;
	printf("client: the service read %" PRId64 " bytes with hash %016" PRIx64 ", %s\n",
	       digest.size, (uint64_t)digest.hash, good ? "which is right" : "which is WRONG");
	demo_IFiles_Digest_clear(&digest);
	return good;
}

static bool check_inverted(demo_IFiles *files, int payload, uint64_t hash)
{
	int fd = -1;
	void *data;
	bool good;

	if (failed("invert", demo_IFiles_invert(files, payload, &fd)))
		return false;
	data = mmap(NULL, PAYLOAD_SIZE, PROT_READ, MAP_SHARED, fd, 0);
	if (data == MAP_FAILED) {
		perror("client: mmap");
		close(fd);
		return false;
	}
	good = lseek(fd, 0, SEEK_END) == PAYLOAD_SIZE && fnv(FNV_START, data, PAYLOAD_SIZE) == hash;
	printf("client: the service made a file of the inverted bytes, %s\n",
	       good ? "which is right" : "which is WRONG");
	munmap(data, PAYLOAD_SIZE);
	close(fd);
	return good;
}

/* Many more lines than a pipe holds, so that both sides work at the same time. */
static bool check_count(demo_IFiles *files)
{
	int32_t last = 100000, n = 0;
	char line[32];
	FILE *lines;
	int fd = -1;
	bool good = true;

	if (failed("count", demo_IFiles_count(files, last, &fd)))
		return false;
	lines = fdopen(fd, "r");
	if (!lines) {
		perror("client: fdopen");
		close(fd);
		return false;
	}
	while (good && fgets(line, sizeof(line), lines))
		good = atoi(line) == ++n;
	fclose(lines);
	good = good && n == last;
	printf("client: the service counted to %" PRId32 " through a pipe, %s\n", n,
	       good ? "which is right" : "which is WRONG");
	return good;
}

int main(void)
{
	uint64_t hash, inverted_hash;
	demo_IFiles *files;
	int payload;
	bool good;

	payload = make_payload(&hash, &inverted_hash);
	if (payload < 0)
		return 1;
	files = demo_IFiles_fromBinder(AServiceManager_waitForService("demo.IFiles/default"));
	if (!files) {
		fprintf(stderr, "client: demo.IFiles/default is not to be had\n");
		close(payload);
		return 1;
	}

	good = check_digest(files, payload, hash);
	good &= check_inverted(files, payload, inverted_hash);
	good &= check_count(files);

	demo_IFiles_release(files);
	close(payload);
	return good ? 0 : 1;
}
