/* SPDX-License-Identifier: MIT */
/*
 * debug_files.c - what the debug files and the tracepoints tell of a call
 *
 * Both drivers are asked the same: tools parse these lines.
 */
#include <regex.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "tests/vm/peer.h"

#define TRACING "/sys/kernel/debug/tracing"

static const char *name; /* of the driver, to debugfs and tracefs */
static char text[1 << 20];

static const char *path_of(const char *fmt, ...)
{
	static char path[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(path, sizeof(path), fmt, ap);
	va_end(ap);
	return path;
}

static void read_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	size_t n = 0;
	ssize_t r;

	must(fd >= 0, path);
	while (n < sizeof(text) - 1 && (r = read(fd, text + n, sizeof(text) - 1 - n)) > 0)
		n += r;
	close(fd);
	text[n] = '\0';
}

static void write_file(const char *path, const char *what)
{
	int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);

	must(fd >= 0 && write(fd, what, strlen(what)) == (ssize_t)strlen(what), path);
	close(fd);
}

/* Does a line of the file read last match? */
static bool line_matches(const char *fmt, ...)
{
	char pattern[512] = "^";
	regex_t re;
	va_list ap;
	bool found;

	va_start(ap, fmt);
	vsnprintf(pattern + 1, sizeof(pattern) - 1, fmt, ap);
	va_end(ap);
	must(regcomp(&re, pattern, REG_EXTENDED | REG_NOSUB | REG_NEWLINE) == 0, pattern);
	found = regexec(&re, text, 0, NULL, 0) == 0;
	if (!found)
		printf("# no line matches %s\n", pattern);
	regfree(&re);
	return found;
}

/* A manager that waits, and a client that has called it once and once nobody. */
struct scene {
	struct peer client;
	pid_t manager;
	uint64_t payload[5];
};

static void serve(void)
{
	struct binder_transaction_data tr, reply = { .code = 0 };
	struct flat_binder_object object;
	struct peer p;
	int32_t zero = 0;

	peer_open(&p);
	must(ioctl(p.fd, BINDER_SET_CONTEXT_MGR, &zero) == 0, "become the manager");
	put(&p, BC_ENTER_LOOPER, NULL, 0);
	for (;;) {
		if (next(&p, &tr, sizeof(tr)) != BR_TRANSACTION)
			continue;
		/* Keeps what it was given. */
		memcpy(&object, (const uint8_t *)data_of(&tr) + 8, sizeof(object));
		put(&p, BC_ACQUIRE, &object.handle, sizeof(object.handle));
		put_free(&p, &tr);
		put(&p, BC_REPLY, &reply, sizeof(reply));
	}
}

static void call(struct scene *s)
{
	struct flat_binder_object object = {
		.hdr.type = BINDER_TYPE_BINDER, .binder = 16, .cookie = 17,
	};
	struct binder_transaction_data reply;
	uint64_t offset = 8;
	uint32_t ret;

	memcpy(&s->payload[1], &object, sizeof(object));
	put_transaction(&s->client, BC_TRANSACTION, 5, 0, s->payload, 40, &offset);
	ret = next(&s->client, &reply, sizeof(reply));
	while (ret == BR_DEAD_REPLY) { /* the manager is still on its way */
		usleep(1000);
		put_transaction(&s->client, BC_TRANSACTION, 5, 0, s->payload, 40, &offset);
		ret = next(&s->client, &reply, sizeof(reply));
	}
	must(ret == BR_REPLY, "call the manager");
	put_free(&s->client, &reply);
	must(talk(&s->client, false) == 0, "free the reply");
}

static void begin(struct scene *s)
{
	s->manager = fork();
	if (!s->manager)
		serve();
	peer_open(&s->client);
	call(s);
}

static void end(struct scene *s)
{
	kill(s->manager, SIGKILL);
	waitpid(s->manager, NULL, 0);
	munmap(s->client.map, MAP_SIZE);
	close(s->client.fd);
}

static void logs(struct scene *s)
{
	struct binder_transaction_data tr = { .target.handle = 77, .data_size = 8 };
	int me = getpid();

	put(&s->client, BC_TRANSACTION, &tr, sizeof(tr));
	must(next(&s->client, &tr, sizeof(tr)) == BR_FAILED_REPLY, "call nobody");
	read_file(path_of("/sys/kernel/debug/%s/transaction_log", name));
	check(line_matches("[0-9]+: call  from %d:%d to %d:0 context [a-z]+ node [0-9]+ handle 0 "
			   "size 40:8 ret 0/0 l=0", me, me, s->manager), "the log has the call");
	check(line_matches("[0-9]+: reply from %d:%d to %d:%d context [a-z]+ node 0 handle 0 "
			   "size 0:0 ret 0/0 l=0", s->manager, s->manager, me, me),
	      "and its reply");
	read_file(path_of("/sys/kernel/debug/%s/failed_transaction_log", name));
	check(line_matches("[0-9]+: call  from %d:%d to 0:0 context [a-z]+ node 0 handle 77 "
			   "size 8:0 ret 29201/-22 l=[1-9][0-9]*", me, me),
	      "the log of failures has the one that failed, and where");
	check(!strstr(text, "ret 0/0"), "and no other");
}

static void state(struct scene *s)
{
	int me = getpid();

	read_file(path_of("/sys/kernel/debug/%s/state", name));
	check(line_matches("binder state:") && line_matches("proc %d$", me) &&
	      line_matches("context [a-z]+$"), "the state has the process");
	check(line_matches("  thread %d: l [0-9]{2} need_return 0 tr 0$", me), "its thread");
	check(line_matches("  node [0-9]+: u0000000000000010 c0000000000000011 hs 1 hw 1 ls [01] "
			   "lw [01] is [01] iw [01] tr [01]"), "its object");
	check(line_matches("  ref [0-9]+: desc [0-9]+ node [0-9]+ s 1 w [01] d 0+$"),
	      "and the manager's handle for it");
	read_file(path_of("/sys/kernel/debug/%s/proc/%d", name, me));
	check(line_matches("binder proc state:") && line_matches("proc %d$", me) &&
	      !strstr(text, path_of("\nproc %d\n", s->manager)), "a process has a file of its own");
	read_file(path_of("/sys/kernel/debug/%s/transactions", name));
	check(line_matches("binder transactions:"), "transactions");
}

static void stats(struct scene *s)
{
	read_file(path_of("/sys/kernel/debug/%s/stats", name));
	check(line_matches("binder stats:") && line_matches("BC_TRANSACTION: [1-9]") &&
	      line_matches("BR_REPLY: [1-9]") && line_matches("proc: active [0-9]+ total [1-9]"),
	      "the stats count");
	check(line_matches("proc %d$", s->manager) && line_matches("  threads: 1$") &&
	      line_matches("  requested threads: 0\\+0/0$") &&
	      line_matches("  ready threads [01]$") &&
	      line_matches("  free async space %d$", MAP_SIZE / 2) &&
	      line_matches("  buffers: [01]$"), "for each process too");
	check(line_matches("  pages: [0-9]+:[1-9][0-9]*:[1-9][0-9]*$") &&
	      line_matches("  pages high watermark: 1$") &&
	      line_matches("  pending transactions: 0$"), "with its pages");
}

static void events(void)
{
	static const char *const names[] = {
		"binder_ioctl", "binder_ioctl_done", "binder_write_done", "binder_read_done",
		"binder_wait_for_work", "binder_txn_latency_free", "binder_transaction",
		"binder_transaction_received", "binder_transaction_node_to_ref",
		"binder_transaction_ref_to_node", "binder_transaction_ref_to_ref",
		"binder_transaction_fd_send", "binder_transaction_fd_recv",
		"binder_transaction_alloc_buf", "binder_transaction_buffer_release",
		"binder_transaction_failed_buffer_release", "binder_update_page_range",
		"binder_alloc_lru_start", "binder_alloc_lru_end", "binder_free_lru_start",
		"binder_free_lru_end", "binder_alloc_page_start", "binder_alloc_page_end",
		"binder_unmap_user_start", "binder_unmap_user_end", "binder_unmap_kernel_start",
		"binder_unmap_kernel_end", "binder_command", "binder_return",
	};
	bool all = true;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		bool there = access(path_of(TRACING "/events/%s/%s", name, names[i]), F_OK) == 0;

		if (!there)
			printf("# no event %s\n", names[i]);
		all &= there;
	}
	check(all, "the tracepoints are there");
}

static void trace(struct scene *s)
{
	char id[16] = "";
	char *at;

	write_file(TRACING "/trace", "");
	write_file(path_of(TRACING "/events/%s/enable", name), "1");
	call(s);
	write_file(path_of(TRACING "/events/%s/enable", name), "0");
	read_file(TRACING "/trace");
	at = strstr(text, "binder_transaction: transaction=");
	if (at)
		snprintf(id, sizeof(id), "%d", atoi(at + strlen("binder_transaction: transaction=")));
	check(line_matches(".* binder_transaction: transaction=%s dest_node=[1-9][0-9]* dest_proc=%d "
			   "dest_thread=0 reply=0 flags=0x0 code=0x5$", id, s->manager),
	      "a call is traced");
	check(line_matches(".* binder_transaction_alloc_buf: transaction=%s data_size=40 "
			   "offsets_size=8 extra_buffers_size=0$", id), "its buffer");
	check(line_matches(".* binder_transaction_node_to_ref: transaction=%s node=[1-9][0-9]* "
			   "src_ptr=0x0*10 ==> dest_ref=[1-9][0-9]* dest_desc=[0-9]+$", id),
	      "its object");
	check(line_matches(".* binder_transaction_received: transaction=%s$", id), "its arrival");
	check(line_matches(".* binder_transaction_buffer_release: transaction=%s ", id),
	      "its buffer's end");
	check(line_matches(".* binder_transaction: transaction=[0-9]+ dest_node=0 dest_proc=%d "
			   "dest_thread=%d reply=1 ", getpid(), getpid()), "and its reply");
	check(line_matches(".* binder_command: cmd=0x[0-9a-f]+ BC_TRANSACTION$") &&
	      line_matches(".* binder_return: cmd=0x[0-9a-f]+ BR_TRANSACTION_COMPLETE$"),
	      "commands and returns");
	check(line_matches(".* binder_ioctl: cmd=0xc0306201 arg=0x") &&
	      line_matches(".* binder_ioctl_done: ret=0$") &&
	      line_matches(".* binder_write_done: ret=0$") &&
	      line_matches(".* binder_read_done: ret=0$") &&
	      line_matches(".* binder_wait_for_work: proc_work=1 transaction_stack=0 "
			   "thread_todo=0$"), "and the ioctls around them");
	check(line_matches(".* binder_update_page_range: proc=%d allocate=1 offset=[0-9]+ "
			   "size=[0-9]+$", s->manager) &&
	      line_matches(".* binder_alloc_lru_start: proc=%d page_index=0$", s->manager) &&
	      line_matches(".* binder_free_lru_end: proc=%d page_index=0$", s->manager),
	      "and the pages");
}

int main(void)
{
	const char *module = getenv("BINDER_MODULE");
	struct scene s = { .payload = { 0 } };

	setvbuf(stdout, NULL, _IONBF, 0);
	name = module && !strcmp(module, "ours") ? "hideglue_binder" : "binder";
	mount("none", TRACING, "tracefs", 0, NULL); /* where debugfs does not do it */
	begin(&s);
	logs(&s);
	state(&s);
	stats(&s);
	if (access(TRACING "/events", F_OK) == 0) {
		events();
		trace(&s);
	} else {
		printf("# this kernel has no tracepoints\n");
	}
	end(&s);
	printf("1..%d\n", n_tests);
	return failed;
}
