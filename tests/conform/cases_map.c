// SPDX-License-Identifier: MIT
/* cases_map.c - the mapping: sizes, when it is refused, what is behind it */
#include "conform.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static int do_map(struct peer *p, int t, void *arg)
{
	return transport->map(p->handle, *(size_t *)arg, &p->map);
}

static int map(struct peer *p, size_t size)
{
	size_t *arg = conform_alloc(sizeof(*arg));

	*arg = size;
	return peer_call(p, 1, do_map, arg);
}

static int do_unmap(struct peer *p, int t, void *arg)
{
	return transport->unmap(p->handle);
}

static void unmap(struct peer *p)
{
	if (!transport->unmap)
		conform_skip("a client maps for as long as it is connected");
	CHECK_EQ(peer_call(p, 1, do_unmap, NULL), 0);
}

static void twice(void)
{
	struct peer *p = peer_open();

	CHECK_EQ(map(p, 4096), -EBUSY);
}

static void not_even_when_undone(void)
{
	struct peer *p = peer_open();

	unmap(p);
	CHECK_EQ(map(p, 4096), -EBUSY);
}

/* Half of what is usable is for one-way calls: says how large it is. */
static void usable(size_t asked, size_t size)
{
	struct peer *m = peer_open_as(NULL, asked), *c = peer_open();
	struct payload *b = payload_new();

	CHECK_EQ(peer_ioctl(m, 0, BINDER_SET_CONTEXT_MGR, NULL), 0);
	b->data = conform_alloc(size / 2);
	b->size = size / 2;
	bc_one_way(c, 0, 0, 1, b);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
	bc_one_way(c, 0, 0, 2, NULL);
	READ(c, 0, BR_FAILED_REPLY);
	bc_call(c, 0, 0, 3, b);
	CHECK_EQ(talk_write(c, 0), 0);
	bc_call(c, 1, 0, 4, NULL);
	READ(c, 1, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(c, 1).param, -ENOSPC);
}

static void one_page(void)
{
	usable(4096, 4096);
}

static void largest(void)
{
	usable(4 << 20, 4 << 20);
}

static void cut_to_the_largest(void)
{
	usable(8 << 20, 4 << 20);
}

static void undone(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint32_t h = give_object(c, m, 0x10, 0x20, 0);

	unmap(m);
	bc_call(c, 0, 0, 1, NULL);
	READ(c, 0, BR_DEAD_REPLY);
	CHECK_EQ(extended_error(c, 0).param, -ESRCH);
	bc_one_way(m, 0, h, 5, NULL);	/* it can still send */
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(READ(c, 0, BR_TRANSACTION).tr.code, 5);
}

static void undone_with_a_call_queued(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_transaction_data tr;

	bc_call(c, 0, 0, 7, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	unmap(m);
	tr = READ(m, 0, BR_TRANSACTION).tr;
	CHECK_EQ(tr.code, 7);
	bc_free(m, 0, tr.data.ptr.buffer);
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_REPLY);
}

static void undone_by_a_waiting_caller(void)
{
	struct peer *m = manager_open(0), *c = peer_open();

	bc_call(c, 0, 0, 7, NULL);
	CHECK_EQ(talk_write(c, 0), 0);
	READ(m, 0, BR_TRANSACTION);
	unmap(c);
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	READ(c, 0, BR_TRANSACTION_COMPLETE, BR_DEAD_REPLY);
	CHECK_EQ(extended_error(c, 0).param, -ESRCH);
}

/* What only an open file can be asked. */

struct mapping {
	int prot;
	int flags;
	off_t offset;
	int err;
};

static int do_mmap(struct peer *p, int t, void *arg)
{
	const struct mapping *how = arg;

	p->map = mmap(NULL, 8192, how->prot, how->flags, transport->fd(p->handle), how->offset);
	return p->map == MAP_FAILED ? -errno : 0;
}

static struct peer *open_with_file(size_t size)
{
	if (!transport->fd)
		conform_skip("there is no open file");
	return peer_open_as(NULL, size);
}

static void mapped_as(const void *arg)
{
	struct mapping *how = conform_alloc(sizeof(*how));
	struct peer *p = open_with_file(0);

	memcpy(how, arg, sizeof(*how));
	CHECK_EQ(peer_call(p, 1, do_mmap, how), how->err);
	how->prot = PROT_READ;
	if (how->err)	/* a refusal leaves it to be mapped well */
		CHECK_EQ(peer_call(p, 1, do_mmap, how), 0);
}

#define MAPPED(name, ...) ROW("map: " name, mapped_as, (const struct mapping){ __VA_ARGS__ })

static int do_make_writable(struct peer *p, int t, void *arg)
{
	return mprotect((void *)p->map, 4096, PROT_READ | PROT_WRITE) ? -errno : 0;
}

static void never_writable(void)
{
	CHECK_EQ(peer_call(open_with_file(8192), 1, do_make_writable, NULL), -EACCES);
}

static int do_grow(struct peer *p, int t, void *arg)
{
	return mremap((void *)p->map, 8192, 16384, MREMAP_MAYMOVE) == MAP_FAILED ? -errno : 0;
}

static void never_larger(void)
{
	struct peer *p = open_with_file(8192);

	mapping_is_watched();
	ours_only("its mapping can be moved and grown (quirk until 6.18)");
	CHECK(peer_call(p, 1, do_grow, NULL) < 0);
}

static int do_touch(struct peer *p, int t, void *arg)
{
	char byte;
	struct iovec local = { &byte, 1 };
	struct iovec remote = { (char *)p->map + *(size_t *)arg, 1 };

	return process_vm_readv(p->pid, &local, 1, &remote, 1, 0) == 1 ? 0 : -errno;
}

static int touch(struct peer *p, size_t at)
{
	size_t *arg = conform_alloc(sizeof(*arg));

	*arg = at;
	return peer_call(p, 1, do_touch, arg);
}

/* There is no memory where no buffer was. */
static void nothing_there_yet(void)
{
	struct peer *m = open_with_file(MAP_SIZE), *c = peer_open();

	mapping_is_watched();
	CHECK_EQ(peer_ioctl(m, 0, BINDER_SET_CONTEXT_MGR, NULL), 0);
	CHECK_EQ(touch(m, 0), -EFAULT);
	bc_one_way(c, 0, 0, 1, NULL);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(touch(m, 0), 0);
	CHECK_EQ(touch(m, 65536), -EFAULT);
}

static void nothing_behind_the_end(void)
{
	CHECK_EQ(touch(open_with_file(8 << 20), 5 << 20), -EFAULT);
}

/* Return: 0 where the child, which has the file, can neither map it nor see the parent's map. */
static int do_fork(struct peer *p, int t, void *arg)
{
	int status;
	pid_t pid = fork();

	if (!pid) {
		unsigned char vec;
		void *own = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, transport->fd(p->handle), 0);

		if (own != MAP_FAILED || errno != EINVAL)
			_exit(1);
		if (p->map && (!mincore((void *)p->map, 4096, &vec) || errno != ENOMEM))
			_exit(2);
		_exit(0);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return -errno;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void not_by_a_child(void)
{
	CHECK_EQ(peer_call(open_with_file(0), 1, do_fork, NULL), 0);
	CHECK_EQ(peer_call(open_with_file(8192), 1, do_fork, NULL), 0);
}

static int do_unmap_half(struct peer *p, int t, void *arg)
{
	return munmap((char *)p->map + 4096, 4096) ? -errno : 0;
}

static void half_of_it(void)
{
	struct peer *p = open_with_file(8192);

	mapping_is_watched();
	ours_only("it takes a part for the whole and unmaps (quirk until 6.18)");
	CHECK_EQ(peer_call(p, 1, do_unmap_half, NULL), -EINVAL);
}

static int do_poll_all(struct peer *p, int t, void *arg)
{
	struct pollfd pfd = { .fd = transport->fd(p->handle), .events = 0x7fff & ~POLLNVAL };

	return poll(&pfd, 1, 0) < 0 ? -errno : pfd.revents;
}

static void polls_in_only(void)
{
	struct peer *p = open_with_file(8192);

	CHECK_EQ(peer_call(p, PEER_FRESH, do_poll_all, NULL), POLLIN);
	CHECK_EQ(peer_ioctl(p, PEER_FRESH, BINDER_VERSION, conform_alloc(4)), 0);
	CHECK_EQ(peer_call(p, PEER_FRESH, do_poll_all, NULL), 0);
}

const struct conform_case cases_map[] = {
	CASE("map: once", twice),
	CASE("map: once, also where it was undone", not_even_when_undone),
	CASE("map: one page", one_page),
	CASE("map: 4 MiB", largest),
	CASE("map: of 8 MiB, 4 are used", cut_to_the_largest),
	CASE("map: undone, calls find nobody", undone),
	CASE("map: undone with a call queued", undone_with_a_call_queued),
	CASE("map: undone by a caller that waits", undone_by_a_waiting_caller),
	MAPPED("shared", PROT_READ, MAP_SHARED, 0, 0),
	MAPPED("not even readable", PROT_NONE, MAP_PRIVATE, 0, 0),
	MAPPED("at another offset", PROT_READ, MAP_PRIVATE, 65536, 0),
	MAPPED("writable", PROT_READ | PROT_WRITE, MAP_PRIVATE, 0, -EPERM),
	MAPPED("shared and writable", PROT_READ | PROT_WRITE, MAP_SHARED, 0, -EPERM),
	CASE("map: never becomes writable", never_writable),
	CASE("map: never grows", never_larger),
	CASE("map: nothing where no buffer was", nothing_there_yet),
	CASE("map: nothing behind the first 4 MiB", nothing_behind_the_end),
	CASE("map: not by a child, nor for it", not_by_a_child),
	CASE("map: a part cannot be undone", half_of_it),
	CASE("map: poll knows POLLIN alone", polls_in_only),
	CASES_END
};
