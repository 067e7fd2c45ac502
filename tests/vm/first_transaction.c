/* SPDX-License-Identifier: MIT */
/*
 * first_transaction.c - two processes, one device, nothing between them and the driver
 *
 * The parent becomes context manager and serves; its child calls handle 0 and
 * hands over a pipe. What holds for the stock driver is asked here, so the
 * program runs under either. It speaks TAP and is linked statically: in the
 * guest there is no other library.
 */
#include <setjmp.h>
#include <signal.h>
#include <sys/wait.h>

#include "tests/vm/peer.h"

#define CODE_ADD 1
#define CODE_PIPE 2
#define CODE_ECHO 3
#define CODE_DIE 4
#define BIG_SIZE 16384

/* Either side. */

static sigjmp_buf fault_jump;

static void on_fault(int sig)
{
	siglongjmp(fault_jump, sig);
}

static int signal_of_reading(const volatile uint8_t *at)
{
	struct sigaction action = { .sa_handler = on_fault }, before;
	int sig;

	sigaction(SIGBUS, &action, &before);
	sig = sigsetjmp(fault_jump, 1);
	if (sig == 0)
		(void)*at;
	sigaction(SIGBUS, &before, NULL);
	return sig;
}

/* Memory is short: every shrinker of the kernel is asked for all it has. */
static void squeeze(void)
{
	int fd = open("/proc/sys/vm/drop_caches", O_WRONLY | O_CLOEXEC);

	must(fd >= 0 && write(fd, "2", 1) == 1, "squeeze the kernel's memory (needs root)");
	close(fd);
}

/* The child. */

/* Many pages, so that the mapping is filled by more than one fault on either side. */
static void call_add(struct peer *p)
{
	static int32_t words[BIG_SIZE / 4];
	struct binder_transaction_data tr = { 0 };
	int64_t expect = 0, sum = 0;

	for (int i = 0; i < BIG_SIZE / 4; i++) {
		words[i] = i * 7 - 1000;
		expect += words[i];
	}
	put_transaction(p, BC_TRANSACTION, CODE_ADD, TF_ACCEPT_FDS, words, sizeof(words), NULL);
	check(next(p, &tr, sizeof(tr)) == BR_REPLY, "the caller gets BR_REPLY");
	check(tr.data_size == sizeof(sum) && in_map(p, &tr),
	      "the reply lies in the caller's mapping");
	memcpy(&sum, data_of(&tr), sizeof(sum));
	check(sum == expect, "the reply is the sum of what was sent");
	put_free(p, &tr);
	must(talk(p, false) == 0, "free the reply");
}

static void call_pipe(struct peer *p)
{
	struct binder_fd_object object = { .hdr.type = BINDER_TYPE_FD };
	struct binder_transaction_data tr = { 0 };
	uint64_t offset = 0;
	char text[8] = "";
	int ends[2];

	must(pipe(ends) == 0, "make a pipe");
	object.fd = ends[1];
	put_transaction(p, BC_TRANSACTION, CODE_PIPE, 0, &object, sizeof(object), &offset);
	check(next(p, &tr, sizeof(tr)) == BR_REPLY, "a call with a descriptor is answered");
	close(ends[1]);
	check(read(ends[0], text, sizeof(text)) == 5 && !memcmp(text, "glue!", 5),
	      "what the server wrote into its descriptor arrives");
	check(read(ends[0], text, 1) == 0, "the server closed the last writing end");
	close(ends[0]);
	put_free(p, &tr);
	must(talk(p, false) == 0, "free the reply");
}

/* A buffer that is held keeps its memory; one that was freed gives it back. */
static void call_echo(struct peer *p)
{
	static uint8_t bytes[BIG_SIZE];
	struct binder_transaction_data tr = { 0 };

	for (int i = 0; i < BIG_SIZE; i++)
		bytes[i] = i * 11 + (i >> 8);
	put_transaction(p, BC_TRANSACTION, CODE_ECHO, 0, bytes, sizeof(bytes), NULL);
	must(next(p, &tr, sizeof(tr)) == BR_REPLY && tr.data_size == BIG_SIZE, "an echo");
	squeeze();
	check(!memcmp(data_of(&tr), bytes, sizeof(bytes)),
	      "a held buffer outlives memory pressure");
	put_free(p, &tr);
	must(talk(p, false) == 0, "free the reply");
	squeeze();
	check(signal_of_reading((const uint8_t *)data_of(&tr) + BIG_SIZE / 2) == SIGBUS,
	      "a freed buffer's pages are taken back");
	put_transaction(p, BC_TRANSACTION, CODE_ECHO, 0, bytes, sizeof(bytes), NULL);
	must(next(p, &tr, sizeof(tr)) == BR_REPLY, "an echo");
	check(!memcmp(data_of(&tr), bytes, sizeof(bytes)), "and come again for the next");
	put_free(p, &tr);
	must(talk(p, false) == 0, "free the reply");
}

static int client(void)
{
	struct peer p;

	peer_open(&p);
	call_add(&p);
	call_pipe(&p);
	call_echo(&p);
	put_transaction(&p, BC_TRANSACTION, CODE_DIE, 0, NULL, 0, NULL);
	check(next(&p, NULL, 0) == BR_DEAD_REPLY,
	      "a server that dies in a call gives BR_DEAD_REPLY");
	return failed;
}

/* The server. */

static void serve_add(struct peer *p, const struct binder_transaction_data *tr, pid_t pid)
{
	const int32_t *words = data_of(tr);
	int64_t sum = 0;

	check(tr->sender_pid == pid, "the server sees the caller's pid");
	check(tr->sender_euid == geteuid(), "the server sees the caller's uid");
	check(in_map(p, tr) && tr->data_size == BIG_SIZE, "the call lies in the server's mapping");
	for (size_t i = 0; i < tr->data_size / 4; i++)
		sum += words[i];
	put_free(p, tr);
	put_transaction(p, BC_REPLY, 0, 0, &sum, sizeof(sum), NULL);
	must(talk(p, false) == 0, "reply");
}

static void serve_pipe(struct peer *p, const struct binder_transaction_data *tr)
{
	const struct binder_fd_object *object = data_of(tr);
	int fd = object->fd;

	check(fcntl(fd, F_GETFD) == FD_CLOEXEC, "the received descriptor closes on exec");
	check(write(fd, "glue!", 5) == 5, "the received descriptor can be written");
	close(fd);
	put_free(p, tr);
	put_transaction(p, BC_REPLY, 0, 0, NULL, 0, NULL);
	must(talk(p, false) == 0, "reply");
}

static void serve_echo(struct peer *p, const struct binder_transaction_data *tr)
{
	put_transaction(p, BC_REPLY, 0, 0, data_of(tr), tr->data_size, NULL);
	must(talk(p, false) == 0, "reply");
	put_free(p, tr);
	must(talk(p, false) == 0, "free the call");
}

static void serve(struct peer *p, pid_t pid)
{
	struct binder_transaction_data tr = { 0 };

	for (;;) {
		must(next(p, &tr, sizeof(tr)) == BR_TRANSACTION, "wait for a call");
		switch (tr.code) {
		case CODE_ADD:
			serve_add(p, &tr, pid);
			break;
		case CODE_PIPE:
			serve_pipe(p, &tr);
			break;
		case CODE_ECHO:
			serve_echo(p, &tr);
			break;
		default:
			return;
		}
	}
}

/* What the mapping must refuse. */

static void check_mapping(struct peer *p)
{
	int fd = open_device();

	check(mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) == MAP_FAILED &&
	      errno == EPERM, "a writable mapping is refused");
	close(fd);
	check(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, p->fd, 0) == MAP_FAILED && errno == EBUSY,
	      "a second mapping is refused");
	check(mprotect(p->map, MAP_SIZE, PROT_READ | PROT_WRITE) < 0 && errno == EACCES,
	      "the mapping cannot be made writable");
	check(signal_of_reading(p->map + MAP_SIZE / 2) == SIGBUS, "an unused page is not there");
}

/* Newer in-tree drivers refuse these, the 6.1 that is our oracle does not. */
static void check_mapping_stays(struct peer *p)
{
	void *elsewhere = mmap(NULL, MAP_SIZE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	must(elsewhere != MAP_FAILED, "find room");
	check(mremap(p->map, MAP_SIZE, MAP_SIZE, MREMAP_MAYMOVE | MREMAP_FIXED, elsewhere) ==
	      MAP_FAILED, "the mapping cannot be moved");
	check(mremap(p->map, MAP_SIZE, MAP_SIZE * 2, MREMAP_MAYMOVE) == MAP_FAILED,
	      "the mapping cannot grow");
	check(munmap(p->map, MAP_SIZE / 2) < 0 && errno == EINVAL, "nor be cut in two");
}

/* In a process of its own, since it has to die in the middle of a call. */
static int server(pid_t pid, int ready)
{
	struct binder_version version = { 0 };
	struct flat_binder_object manager = { .flags = FLAT_BINDER_FLAG_ACCEPTS_FDS };
	struct peer p;

	peer_open(&p);
	check(ioctl(p.fd, BINDER_VERSION, &version) == 0 && version.protocol_version == 8,
	      "protocol version 8");
	check_mapping(&p);
	if (getenv("BINDER_MODULE") && !strcmp(getenv("BINDER_MODULE"), "ours"))
		check_mapping_stays(&p);
	check(ioctl(p.fd, BINDER_SET_CONTEXT_MGR_EXT, &manager) == 0, "become context manager");
	check(ioctl(p.fd, BINDER_SET_CONTEXT_MGR_EXT, &manager) < 0 && errno == EBUSY,
	      "there is one context manager");
	put(&p, BC_ENTER_LOOPER, NULL, 0);
	must(talk(&p, false) == 0, "BC_ENTER_LOOPER");
	must(write(ready, "r", 1) == 1, "tell the client to begin");
	serve(&p, pid);
	return failed;
}

/* Each process counts its own cases; the parent prints them one after the other. */
static void print_part(FILE *part)
{
	char line[256];

	rewind(part);
	while (fgets(line, sizeof(line), part)) {
		const char *text = strstr(line, " - ");

		if (!text || (strncmp(line, "ok ", 3) && strncmp(line, "not ok ", 7))) {
			fputs(line, stdout);
			continue;
		}
		printf("%s %d%s", line[0] == 'o' ? "ok" : "not ok", ++n_tests, text);
	}
}

static pid_t start(int (*run)(pid_t, int), FILE *part, pid_t peer, int pipe_end)
{
	pid_t pid;

	fflush(stdout);
	pid = fork();
	must(pid >= 0, "fork");
	if (pid == 0) {
		alarm(30);
		dup2(fileno(part), STDOUT_FILENO);
		exit(run(peer, pipe_end));
	}
	return pid;
}

static int run_client(pid_t unused, int ready)
{
	char byte;

	(void)unused;
	must(read(ready, &byte, 1) == 1, "wait for the server");
	return client();
}

int main(void)
{
	FILE *parts[2] = { tmpfile(), tmpfile() };
	int ready[2], status[2] = { -1, -1 };
	pid_t pids[2];

	must(parts[0] && parts[1] && pipe(ready) == 0, "set up");
	pids[0] = start(run_client, parts[0], 0, ready[0]);
	pids[1] = start(server, parts[1], pids[0], ready[1]);
	close(ready[1]);
	for (int i = 1; i >= 0; i--) {
		waitpid(pids[i], &status[i], 0);
		print_part(parts[i]);
	}
	check(status[0] == 0 && status[1] == 0, "both processes end well");
	printf("1..%d\n", n_tests);
	return failed;
}
