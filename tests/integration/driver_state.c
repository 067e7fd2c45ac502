/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* struct ucred */
#include "driver_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "driver/uapi/daemon.h"

static int connect_to_daemon(void)
{
	const char *where = getenv("HIDEGLUE_DRIVER");
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd;

	if (!where || strncmp(where, "unix:", 5) || strlen(where + 5) >= sizeof(address.sun_path)) {
		printf("# HIDEGLUE_DRIVER names no daemon\n");
		return -1;
	}
	strcpy(address.sun_path, where + 5);
	fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
		return fd;
	perror("# connect");
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool send_request(int fd)
{
	struct hgd_header header = {
		.magic = HGD_MAGIC,
		.version = HGD_VERSION,
		.type = HGD_DEBUG,
		.length = sizeof(header),
		.serial = 1,
	};
	struct ucred credentials = { .pid = getpid(), .uid = geteuid(), .gid = getegid() };
	union {
		struct cmsghdr align;
		char space[CMSG_SPACE(sizeof(credentials))];
	} control = { 0 };
	struct iovec iov = { &header, sizeof(header) };
	struct msghdr message = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof(control),
	};
	struct cmsghdr *cmsg = CMSG_FIRSTHDR(&message);

	cmsg->cmsg_level = SOL_SOCKET;
	cmsg->cmsg_type = SCM_CREDENTIALS;
	cmsg->cmsg_len = CMSG_LEN(sizeof(credentials));
	memcpy(CMSG_DATA(cmsg), &credentials, sizeof(credentials));
	return sendmsg(fd, &message, MSG_NOSIGNAL) == sizeof(header);
}

/* The text that follows the answer's header, with a terminator. NULL: none came. */
static char *receive_text(int fd)
{
	size_t size = HGD_MESSAGE_MAX;
	char *packet = malloc(size + 1), *text = NULL;
	ssize_t n;

	if (!packet)
		return NULL;
	n = recv(fd, packet, size, 0);
	if (n > (ssize_t)sizeof(struct hgd_answer)) {
		packet[n] = '\0';
		text = strdup(packet + sizeof(struct hgd_answer));
	}
	free(packet);
	return text;
}

static void parse_line(const char *line, struct driver_state *state)
{
	char what[32];
	int n;

	if (sscanf(line, "%31[a-z_]: active %d", what, &n) == 2) {
		if (!strcmp(what, "proc"))
			state->n_processes = n;
		else if (!strcmp(what, "thread"))
			state->n_threads = n;
		else if (!strcmp(what, "node"))
			state->n_nodes = n;
		else if (!strcmp(what, "ref"))
			state->n_refs = n;
		else if (!strcmp(what, "death"))
			state->n_deaths = n;
		else if (!strcmp(what, "transaction"))
			state->n_transactions = n;
	} else if (sscanf(line, "  buffers: %d", &n) == 1) {
		state->n_buffers += n;
	}
}

bool driver_state_get(struct driver_state *ret_state)
{
	struct driver_state state = { .n_processes = -1 };
	char *text = NULL, *rest, *line;
	int fd = connect_to_daemon();

	if (fd < 0)
		return false;
	if (send_request(fd))
		text = receive_text(fd);
	close(fd);
	if (!text) {
		printf("# the daemon does not tell its state\n");
		return false;
	}

	for (line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		parse_line(line, &state);
	free(text);
	*ret_state = state;
	return state.n_processes >= 0;
}

bool driver_state_equal(const struct driver_state *a, const struct driver_state *b)
{
	return a->n_processes == b->n_processes && a->n_nodes == b->n_nodes &&
	       a->n_refs == b->n_refs && a->n_deaths == b->n_deaths &&
	       a->n_transactions == b->n_transactions && a->n_buffers == b->n_buffers;
}

void driver_state_print(const char *what, const struct driver_state *state)
{
	printf("# %s: %d processes, %d threads, %d nodes, %d refs, %d deaths, %d transactions, "
	       "%d buffers\n", what, state->n_processes, state->n_threads, state->n_nodes,
	       state->n_refs, state->n_deaths, state->n_transactions, state->n_buffers);
}
