/* SPDX-License-Identifier: MIT */
/*
 * server.c - offers work on files under the name "demo.IFiles/default"
 *
 * A descriptor that comes in is borrowed for the call; one that goes out is handed over.
 */
#define _GNU_SOURCE /* memfd_create(), pipe2() */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <android/binder_ibinder.h>
#include <hideglue/manager.h>
#include <hideglue/process.h>

#include "demo/IFiles.h"
#include "fnv.h"

#define CHUNK_SIZE 65536

static AStatus *io_error(const char *what)
{
	char text[128];

	snprintf(text, sizeof(text), "cannot %s: %s", what, strerror(errno));
	return AStatus_fromExceptionCodeWithMessage(EX_ILLEGAL_ARGUMENT, text);
}

static bool write_all(int fd, const char *data, size_t size)
{
	while (size) {
		ssize_t n = write(fd, data, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		data += n;
		size -= (size_t)n;
	}
	return true;
}

/* pread(), because the position of a descriptor is shared with the process that sent it. */
static AStatus *digest(demo_IFiles_impl *self, int payload, demo_IFiles_Digest *ret)
{
	uint64_t hash = FNV_START;
	char chunk[CHUNK_SIZE];
	off_t offset = 0;
	ssize_t n;

	while ((n = pread(payload, chunk, sizeof(chunk), offset)) > 0) {
		hash = fnv(hash, chunk, (size_t)n);
		offset += n;
	}
	if (n < 0)
		return io_error("read the payload");

	ret->size = offset;
	ret->hash = (int64_t)hash;
	return NULL;
}

static AStatus *invert(demo_IFiles_impl *self, int payload, int *ret)
{
	char chunk[CHUNK_SIZE];
	AStatus *status = NULL;
	off_t offset = 0;
	ssize_t n;
	int fd;

	fd = memfd_create("inverted", MFD_CLOEXEC);
	if (fd < 0)
		return io_error("make a file");

	while ((n = pread(payload, chunk, sizeof(chunk), offset)) > 0) {
		for (ssize_t i = 0; i < n; i++)
			chunk[i] = (char)~chunk[i];
		if (!write_all(fd, chunk, (size_t)n)) {
			status = io_error("write the answer");
			break;
		}
		offset += n;
	}
	if (n < 0)
		status = io_error("read the payload");

	if (status)
		close(fd);
	else
		*ret = fd;
	return status;
}

struct counter {
	int fd;
	int32_t last;
};

/* Ends when all is written, or when nobody reads any more (SIGPIPE is ignored: EPIPE). */
static void *count_thread(void *arg)
{
	struct counter *counter = arg;
	char line[16];

	for (int32_t i = 1; i <= counter->last; i++) {
		int size = snprintf(line, sizeof(line), "%d\n", (int)i);

		if (!write_all(counter->fd, line, (size_t)size))
			break;
	}
	close(counter->fd);
	free(counter);
	return NULL;
}

static AStatus *count(demo_IFiles_impl *self, int32_t last, int *ret)
{
	struct counter *counter = malloc(sizeof(*counter));
	pthread_t thread;
	int ends[2];

	if (!counter)
		return AStatus_fromStatus(STATUS_NO_MEMORY);
	if (pipe2(ends, O_CLOEXEC)) {
		free(counter);
		return io_error("make a pipe");
	}

	counter->fd = ends[1];
	counter->last = last;
	errno = pthread_create(&thread, NULL, count_thread, counter);
	if (errno) {
		AStatus *status = io_error("start a thread");

		close(ends[0]);
		close(ends[1]);
		free(counter);
		return status;
	}
	pthread_detach(thread);
	*ret = ends[0];
	return NULL;
}

static const demo_IFiles_ops ops = {
	.digest = digest,
	.invert = invert,
	.count = count,
};

static demo_IFiles_impl impl = { .ops = &ops };

int main(void)
{
	demo_IFiles *files = demo_IFiles_new(&impl);
	binder_exception_t exception;

	signal(SIGPIPE, SIG_IGN);

	exception = AServiceManager_addService(demo_IFiles_asBinder(files), "demo.IFiles/default");
	if (exception != EX_NONE) {
		fprintf(stderr, "server: cannot register demo.IFiles/default: exception %d\n",
			(int)exception);
		return 1;
	}

	ABinderProcess_joinThreadPool();
	return 0;
}
