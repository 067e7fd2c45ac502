/* SPDX-License-Identifier: MIT */
/*
 * driver_debug.c - one HGD_DEBUG request on a connection of its own
 *
 * Asked past the runtime, so that it works where the runtime cannot open the driver.
 */
#include "config.h"

#include "tools/driver_debug.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "uapi/daemon.h"

#define PATIENCE_S 5
#define SERIAL 1

static int connect_to(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct timeval patience = { .tv_sec = PATIENCE_S };
	int fd;

	if (strlen(path) >= sizeof address.sun_path)
		return -ENAMETOOLONG;
	strcpy(address.sun_path, path);
	fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0) {
		int r = -errno;

		close(fd);
		return r;
	}
	return fd;
}

/* The answer's text in place of the whole message. */
static int take_text(char *message, ssize_t size)
{
	struct hgd_answer answer;

	if (size < (ssize_t)sizeof answer)
		return -EPROTO;
	memcpy(&answer, message, sizeof answer);
	if (answer.header.magic != HGD_MAGIC || answer.header.type != HGD_ANSWER ||
	    answer.header.serial != SERIAL)
		return -EPROTO;
	if (answer.result < 0)
		return answer.result;
	memmove(message, message + sizeof answer, (size_t)size - sizeof answer);
	message[(size_t)size - sizeof answer] = '\0';
	return 0;
}

static int ask(int fd, char *message, size_t message_size)
{
	const struct hgd_header request = {
		.magic = HGD_MAGIC,
		.version = HGD_VERSION,
		.type = HGD_DEBUG,
		.length = sizeof request,
		.serial = SERIAL,
	};
	ssize_t n;

	if (send(fd, &request, sizeof request, MSG_NOSIGNAL) < 0)
		return -errno;
	do
		n = recv(fd, message, message_size, 0);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return errno == EAGAIN ? -ETIMEDOUT : -errno;
	return n == 0 ? -ECONNRESET : take_text(message, n);
}

int driver_debug_read(const char *path, char **ret)
{
	char *message = malloc(HGD_MESSAGE_MAX + 1);
	int fd, r;

	if (!message)
		return -ENOMEM;
	fd = connect_to(path);
	r = fd < 0 ? fd : ask(fd, message, HGD_MESSAGE_MAX);
	if (fd >= 0)
		close(fd);
	if (r < 0) {
		free(message);
		return r;
	}
	*ret = message;
	return 0;
}

int64_t driver_debug_count(const char *text, const char *name)
{
	size_t len = strlen(name);

	while (text) {
		if (strncmp(text, name, len) == 0 && text[len] == ':')
			return strtoll(text + len + 1, NULL, 10);
		text = strchr(text, '\n');
		text += text != NULL;
	}
	return -1;
}
