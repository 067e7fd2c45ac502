/* SPDX-License-Identifier: MIT */
/*
 * process.c - the connections of one process: open, join, death
 *
 * A process is dead when its pidfd says so or when its last connection ends,
 * whichever comes first: a forked child may hold a connection open for ever. The
 * pidfd is opened after the kernel attested the pid; that the number was not given
 * to somebody else in between is proven by the next message, which the kernel
 * attests again.
 */
#include "daemon/daemon.h"

#include <errno.h>
#include <linux/err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define LABEL_MAX 512

static void process_ready(struct watch *watch, u32 events)
{
	struct env_proc *p = container_of(watch, struct env_proc, watch);

	if (!p->released)
		process_release(p);
}

/*
 * The pid that @p has in its own namespace, and whether that is another than ours.
 * Return: 0; -ENOMEM: nobody knows, and others must not be told wrong numbers.
 */
static int read_namespace(struct env_proc *p)
{
	char path[64], line[256];
	struct stat st;
	FILE *f;

	p->ns_pid = p->pid;
	if (p->pid <= 0) {
		p->foreign_ns = true; /* above ours: we have no number for it */
		return 0;
	}
	snprintf(path, sizeof(path), "/proc/%d/status", p->pid);
	f = fopen(path, "re");
	if (!f && (errno == ENOMEM || errno == EMFILE || errno == ENFILE))
		return -ENOMEM;
	while (f && fgets(line, sizeof(line), f)) {
		char *at = line + strlen("NSpid:");
		long pid = 0;
		int n_pids = 0;

		if (strncmp(line, "NSpid:", strlen("NSpid:")))
			continue;
		for (char *end; pid = strtol(at, &end, 10), end != at; at = end, n_pids++)
			p->ns_pid = (pid_t)pid;
		p->foreign_ns = n_pids > 1;
		break;
	}
	if (f)
		fclose(f);
	snprintf(path, sizeof(path), "/proc/%d/ns/pid", p->pid);
	if (!stat(path, &st))
		p->ns = st.st_ino;
	return 0;
}

static int read_label(struct env_proc *p, int fd)
{
	char label[LABEL_MAX + 1];
	socklen_t size = LABEL_MAX;

	if (getsockopt(fd, SOL_SOCKET, SO_PEERSEC, label, &size) < 0 || !size)
		return 0;
	label[size] = '\0';
	p->label = strdup(label);
	if (!p->label)
		return -ENOMEM;
	p->label_size = strlen(label) + 1;
	return 0;
}

/* Where the kernel has no pidfds the connections must do; where it has, no process goes unwatched. */
static int watch_death(struct env_proc *p)
{
	int r;

	if (p->pid <= 0)
		return 0;
	p->pidfd = (int)syscall(SYS_pidfd_open, p->pid, 0);
	if (p->pidfd < 0)
		return errno == ENOSYS || errno == EPERM ? 0 : -ENOMEM;
	r = loop_watch(p->daemon, p->pidfd, &p->watch, EPOLLIN);
	if (r < 0) {
		close(p->pidfd);
		p->pidfd = -1;
	}
	return r < 0 ? -ENOMEM : 0;
}

static void unwatch_death(struct env_proc *p)
{
	if (p->pidfd < 0)
		return;
	loop_unwatch(p->daemon, p->pidfd);
	close(p->pidfd);
	p->pidfd = -1;
}

static const char *over_limit(const struct daemon *d, const struct account *account, u64 bytes)
{
	if (account->n_processes >= d->limits.user_processes)
		return "--max-user-processes";
	if (account->arena_bytes + bytes > d->limits.user_arena)
		return "--max-user-arena";
	return NULL;
}

static void join_process(struct env_proc *p, struct env_thread *c)
{
	c->process = p;
	p->refs++;
	p->n_clients++;
	list_add_tail(&c->sibling, &p->clients);
}

static struct env_proc *process_new(struct env_thread *c)
{
	struct env_proc *p = calloc(1, sizeof(*p));

	if (!p)
		return NULL;
	p->account = account_get(c->daemon, c->peer.uid);
	if (!p->account) {
		free(p);
		return NULL;
	}
	p->watch.ready = process_ready;
	p->daemon = c->daemon;
	p->refs = 1;
	p->pid = c->peer.pid;
	p->uid = c->peer.uid;
	INIT_LIST_HEAD(&p->entry);
	INIT_LIST_HEAD(&p->clients);
	p->pidfd = -1;
	return p;
}

void env_proc_put(struct env_proc *p)
{
	if (!p || --p->refs)
		return;
	unwatch_death(p);
	arena_fini(p);
	if (p->account)
		p->account->arena_bytes -= p->arena.size + p->arena.send_size;
	account_put(p->account);
	free(p->label);
	free(p);
}

static int register_process(struct env_proc *p, struct env_thread *c, u64 map_base, size_t map_size)
{
	struct daemon *d = c->daemon;
	int r = watch_death(p);

	if (!r)
		r = read_namespace(p);
	if (!r)
		r = read_label(p, c->fd);
	if (r < 0)
		return r;
	if (getrandom(p->secret, sizeof(p->secret), 0) != sizeof(p->secret))
		return -ENOMEM;
	p->refs++;
	p->proc = binder_proc_new(d->context, p, p->pid, 0);
	if (IS_ERR(p->proc)) {
		p->refs--;
		return -ENOMEM;
	}
	if (map_size && binder_proc_map(p->proc, map_base, map_size) < 0) {
		binder_proc_release(p->proc);
		return -ENOMEM;
	}
	list_add_tail(&p->entry, &d->processes);
	p->account->n_processes++;
	d->n_processes++;
	join_process(p, c);
	return 0;
}

static void answer_open(struct env_thread *c, const struct env_proc *p, const int *fds)
{
	struct {
		struct hgd_answer answer;
		struct hgd_opened opened;
	} msg = {
		.answer.header = { HGD_MAGIC, HGD_VERSION, HGD_ANSWER, sizeof(msg), c->serial, 0 },
		.opened = { .map_size = p->arena.size, .send_size = p->arena.send_size },
	};
	struct iovec iov = { &msg, sizeof(msg) };

	memcpy(msg.opened.secret, p->secret, sizeof(msg.opened.secret));
	if (client_send(c, &iov, 1, fds, 2) < 0)
		client_refuse(c, "too many descriptors are on their way to its user");
}

static u64 page_align(u64 size)
{
	return (size + 4095) & ~(u64)4095;
}

void process_open(struct env_thread *c, const struct message *m)
{
	const struct hgd_open *msg = (const void *)m->header;
	struct daemon *d = c->daemon;
	u64 map_size, send_size;
	struct env_proc *p;
	int fds[2] = { -1, -1 };
	const char *limit;
	int r;

	if (m->size != sizeof(*msg) || msg->map_base % 4096 || msg->map_base >= ARG_ADDRESS) {
		client_refuse(c, "malformed OPEN");
		return;
	}
	map_size = msg->map_size < BINDER_ARENA_MAX ? page_align(msg->map_size) : BINDER_ARENA_MAX;
	send_size = page_align(msg->send_size < 4 * BINDER_ARENA_MAX ? msg->send_size :
								       4 * BINDER_ARENA_MAX);
	limit = over_limit(d, c->account, map_size + send_size);
	if (limit) {
		client_refuse(c, "limit %s", limit);
		return;
	}
	p = process_new(c);
	r = p ? arena_init(p, map_size, send_size, fds) : -ENOMEM;
	if (!r)
		r = register_process(p, c, msg->map_base, map_size);
	if (!r) {
		answer_open(c, p, fds);
	} else {
		log_line("process %d of user %u cannot open the driver: no memory or descriptors",
			 c->peer.pid, c->peer.uid);
		client_answer(c, r, NULL, 0);
		env_proc_put(p);
	}
	if (fds[0] >= 0)
		close(fds[0]);
	if (fds[1] >= 0)
		close(fds[1]);
}

static void answer_map(struct env_thread *c, int fd)
{
	struct {
		struct hgd_answer answer;
		struct hgd_mapped mapped;
	} msg = {
		.answer.header = { HGD_MAGIC, HGD_VERSION, HGD_ANSWER, sizeof(msg), c->serial, 0 },
		.mapped = { .map_size = c->process->arena.size },
	};
	struct iovec iov = { &msg, sizeof(msg) };

	if (client_send(c, &iov, 1, &fd, 1) < 0)
		client_refuse(c, "too many descriptors are on their way to its user");
}

void process_map(struct env_thread *c, const struct message *m)
{
	const struct hgd_map *msg = (const void *)m->header;
	const struct account *account = c->process->account;
	u64 size;
	int fd;

	if (m->size != sizeof(*msg) || msg->map_base % 4096 || msg->map_base >= ARG_ADDRESS ||
	    !msg->map_size) {
		client_refuse(c, "malformed MAP");
		return;
	}
	size = msg->map_size < BINDER_ARENA_MAX ? page_align(msg->map_size) : BINDER_ARENA_MAX;
	if (account->arena_bytes + size > c->daemon->limits.user_arena) {
		log_line("no map for process %d: limit --max-user-arena of user %u",
			 c->process->pid, c->process->uid);
		client_answer(c, -ENOMEM, NULL, 0);
		return;
	}
	fd = arena_map(c->process, msg->map_base, (size_t)size);
	if (fd < 0) {
		client_answer(c, fd, NULL, 0);
		return;
	}
	answer_map(c, fd);
	close(fd);
}

void process_unmap(struct env_thread *c)
{
	binder_proc_unmap(c->process->proc);
	c->process->arena.unmapped = true;
	client_answer(c, 0, NULL, 0);
}

bool process_is_anothers(const struct daemon *d, pid_t pid, unsigned int euid)
{
	const struct env_proc *p;

	if (!euid)
		return false;
	list_for_each_entry(p, &d->processes, entry)
		if (p->pid == pid && p->uid != euid)
			return true;
	return false;
}

/* Every byte is looked at, so that the time says nothing about the secret. */
static bool same_secret(const u8 *a, const u8 *b)
{
	u8 difference = 0;

	for (size_t i = 0; i < HGD_SECRET_SIZE; i++)
		difference |= a[i] ^ b[i];
	return !difference;
}

static struct env_proc *find_process(const struct env_thread *c, const u8 *secret)
{
	struct env_proc *p, *found = NULL;

	list_for_each_entry(p, &c->daemon->processes, entry)
		if (same_secret(p->secret, secret))
			found = p;
	return found;
}

/*
 * The same process, by the kernel's word at connect. Its pid says so as long as it lives; a
 * process that dropped its privileges since it opened may still join.
 */
static bool same_process(const struct env_proc *p, const struct env_thread *c)
{
	if (p->pid != c->peer.pid)
		return false;
	return p->pidfd >= 0 || p->uid == c->peer.uid;
}

void process_join(struct env_thread *c, const struct message *m)
{
	const struct hgd_join *msg = (const void *)m->header;
	struct env_proc *p;

	if (m->size != sizeof(*msg)) {
		client_refuse(c, "malformed JOIN");
		return;
	}
	p = find_process(c, msg->secret);
	if (!p || !same_process(p, c)) {
		client_refuse(c, "JOIN with a secret that is not its own");
		return;
	}
	if (p->n_clients >= c->daemon->limits.process_clients) {
		client_refuse(c, "limit --max-process-clients");
		return;
	}
	join_process(p, c);
	client_answer(c, 0, NULL, 0);
}

void process_leave(struct env_thread *c)
{
	struct env_proc *p = c->process;

	list_del_init(&c->sibling);
	c->process = NULL;
	p->n_clients--;
	if (!p->n_clients && !p->released)
		process_release(p);
	env_proc_put(p);
}

void process_release(struct env_proc *p)
{
	struct daemon *d = p->daemon;

	p->released = true;
	while (!list_empty(&p->clients))
		client_close(list_first_entry(&p->clients, struct env_thread, sibling));
	unwatch_death(p);
	p->account->n_processes--;
	d->n_processes--;
	list_del(&p->entry);
	list_add_tail(&p->entry, &d->dead_processes);
	binder_proc_release_begin(p->proc);
	list_add_tail(&p->release_entry, &d->releasing);
}

void process_release_some(struct daemon *d)
{
	struct env_proc *p;

	if (list_empty(&d->releasing))
		return;
	p = list_first_entry(&d->releasing, struct env_proc, release_entry);
	list_del(&p->release_entry);
	list_add_tail(&p->release_entry, &d->releasing);
	p->refs++;
	if (!binder_proc_release_step(p->proc))
		list_del(&p->release_entry);
	env_proc_put(p);
}
