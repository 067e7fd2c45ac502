/* SPDX-License-Identifier: MIT */
/*
 * arena.c - receive and send arenas
 *
 * Both are memfds of fixed size whose memory comes as it is used. The receive
 * arena is sealed against every writer but the mapping that the daemon already
 * has; the send arena against changes of its size, so that what was checked once
 * can be read. Seals also forbid to punch out what is no longer needed: a receive
 * arena that grew large and stands empty is given back by a fresh one that the
 * client maps over it. Until the client says that it has, both are written alike,
 * so it does not matter which one it looks at.
 */
#include "daemon/daemon.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/memfd.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE ((size_t)4096)

/* An empty arena keeps as much. */
#define KEEP_PAGES (256 * 1024 / PAGE)

#ifndef MFD_NOEXEC_SEAL
#define MFD_NOEXEC_SEAL 0x0008U
#endif
#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

/*
 * A memfd of @size, mapped at *@map by us and sealed for everybody else.
 * Return: the descriptor, -ENOMEM.
 */
static int make_memfd(const char *name, size_t size, int seals, int prot, u8 **map)
{
	void *p = MAP_FAILED;
	int fd;

	fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_NOEXEC_SEAL);
	if (fd < 0 && errno == EINVAL)
		fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (fd < 0)
		return -ENOMEM;
	if (!ftruncate(fd, (off_t)size))
		p = mmap(NULL, size, prot, MAP_SHARED, fd, 0);
	if (p == MAP_FAILED || fcntl(fd, F_ADD_SEALS, seals | F_SEAL_SHRINK | F_SEAL_GROW |
						       F_SEAL_SEAL) < 0) {
		if (p != MAP_FAILED)
			munmap(p, size);
		close(fd);
		return -ENOMEM;
	}
	*map = p;
	return fd;
}

static int make_receive(size_t size, u8 **map)
{
	return make_memfd("hideglue-receive", size, F_SEAL_FUTURE_WRITE, PROT_READ | PROT_WRITE,
			  map);
}

int arena_init(struct env_proc *p, size_t map_size, size_t send_size, int *fds)
{
	struct arena *arena = &p->arena;

	/* The answer to OPEN always has two descriptors. */
	fds[0] = make_receive(map_size ? map_size : PAGE, &arena->map);
	if (fds[0] < 0)
		return -ENOMEM;
	arena->size = map_size ? map_size : PAGE;
	p->account->arena_bytes += arena->size;
	fds[1] = make_memfd("hideglue-send", send_size ? send_size : PAGE, 0, PROT_READ,
			    &arena->send);
	if (fds[1] < 0)
		return -ENOMEM;
	arena->send_size = send_size ? send_size : PAGE;
	p->account->arena_bytes += arena->send_size;
	return 0;
}

int arena_map(struct env_proc *p, u64 map_base, size_t size)
{
	struct arena *arena = &p->arena;
	u8 *map;
	int fd, r;

	fd = make_receive(size, &map);
	if (fd < 0)
		return fd;
	r = binder_proc_map(p->proc, map_base, size);
	if (r < 0) {
		munmap(map, size);
		close(fd);
		return r;
	}
	munmap(arena->map, arena->size);
	p->account->arena_bytes += size;
	p->account->arena_bytes -= arena->size;
	arena->map = map;
	arena->size = size;
	return fd;
}

void arena_fini(struct env_proc *p)
{
	struct arena *arena = &p->arena;

	if (p->account)
		account_uncharge(p->account, (arena->n_resident + arena->n_old) * PAGE);
	if (arena->map)
		munmap(arena->map, arena->size);
	if (arena->next)
		munmap(arena->next, arena->size);
	if (arena->send)
		munmap(arena->send, arena->send_size);
}

static bool test(const u64 *map, size_t i)
{
	return map[i / 64] >> (i % 64) & 1;
}

static void set(u64 *map, size_t i)
{
	map[i / 64] |= 1ULL << (i % 64);
}

/* Memory, or a clean refusal: a mere write would end in a signal where there is none. */
static int give_memory(u8 *map, size_t len)
{
	if (!madvise(map, len, MADV_POPULATE_WRITE))
		return 0;
	if (errno != EINVAL)
		return -ENOMEM;
	for (size_t off = 0; off < len; off += PAGE) { /* before Linux 5.14 */
		u8 byte;

		if (arena_copy_guarded(&byte, map + off, 1) < 0 ||
		    arena_copy_guarded(map + off, &byte, 1) < 0)
			return -ENOMEM;
	}
	return 0;
}

static int charge(struct env_proc *p, size_t n)
{
	int r = account_charge(p->daemon, p->account, n);

	if (r < 0)
		log_line("no memory for process %d: limit --max-user-memory of user %u", p->pid,
			 p->uid);
	return r;
}

int env_charge(struct binder_proc *proc, size_t n)
{
	return charge(binder_proc_env(proc), n);
}

void env_uncharge(struct binder_proc *proc, size_t n)
{
	account_uncharge(binder_proc_env(proc)->account, n);
}

static int give_page(struct env_proc *p, size_t i)
{
	struct arena *arena = &p->arena;
	size_t size = arena->next ? 2 * PAGE : PAGE;

	if (test(arena->resident, i))
		return 0;
	if (charge(p, size) < 0)
		return -ENOMEM;
	if (give_memory(arena->map + i * PAGE, PAGE) < 0 ||
	    (arena->next && give_memory(arena->next + i * PAGE, PAGE) < 0)) {
		account_uncharge(p->account, size);
		return -ENOMEM;
	}
	set(arena->resident, i);
	arena->n_resident++;
	if (arena->next)
		arena->n_old++;
	return 0;
}

int env_arena_populate(struct binder_proc *proc, size_t off, size_t len)
{
	struct env_proc *p = binder_proc_env(proc);
	struct arena *arena = &p->arena;
	size_t last = (off + len + PAGE - 1) / PAGE;

	for (size_t i = off / PAGE; i < last; i++)
		if (give_page(p, i) < 0)
			return -ENOMEM;
	for (size_t i = off / PAGE; i < last; i++) {
		if (test(arena->used, i))
			continue;
		set(arena->used, i);
		arena->n_used++;
	}
	return 0;
}

void env_arena_release(struct binder_proc *proc, size_t off, size_t len)
{
	struct arena *arena = &binder_proc_env(proc)->arena;
	size_t last = (off + len) / PAGE;

	for (size_t i = (off + PAGE - 1) / PAGE; i < last; i++) {
		if (!test(arena->used, i))
			continue;
		arena->used[i / 64] &= ~(1ULL << (i % 64));
		arena->n_used--;
	}
	if (!arena->n_used && arena->n_resident > KEEP_PAGES)
		arena->give_back = true;
}

int arena_renew(struct env_proc *p)
{
	struct arena *arena = &p->arena;
	int fd;

	if (!arena->give_back)
		return -1;
	arena->give_back = false;
	if (arena->n_used || arena->next || arena->unmapped)
		return -1;
	fd = make_receive(arena->size, &arena->next);
	if (fd < 0)
		return -1;
	arena->n_old = arena->n_resident;
	memset(arena->resident, 0, sizeof(arena->resident));
	arena->n_resident = 0;
	return fd;
}

void arena_renewed(struct env_proc *p)
{
	struct arena *arena = &p->arena;

	if (!arena->next)
		return;
	munmap(arena->map, arena->size);
	arena->map = arena->next;
	arena->next = NULL;
	account_uncharge(p->account, arena->n_old * PAGE);
	arena->n_old = 0;
}

void env_arena_write(struct binder_proc *proc, size_t off, const void *from, size_t n)
{
	struct arena *arena = &binder_proc_env(proc)->arena;

	memcpy(arena->map + off, from, n);
	if (arena->next)
		memcpy(arena->next + off, from, n);
}

void env_arena_zero(struct binder_proc *proc, size_t off, size_t n)
{
	struct arena *arena = &binder_proc_env(proc)->arena;

	memset(arena->map + off, 0, n);
	if (arena->next)
		memset(arena->next + off, 0, n);
}

/*
 * Bus errors: a page of a sealed memfd can only be missing where the machine has no memory for
 * it. That must fail one call of the client whose page it is, and nothing else.
 */
static sigjmp_buf bus_jump;
static volatile sig_atomic_t bus_guarded;

static void on_bus_error(int sig)
{
	if (bus_guarded)
		siglongjmp(bus_jump, 1);
	signal(sig, SIG_DFL);
	raise(sig);
}

void arena_catch_bus_errors(void)
{
	struct sigaction action = { .sa_handler = on_bus_error, .sa_flags = SA_NODEFER };

	sigaction(SIGBUS, &action, NULL);
}

int arena_copy_guarded(void *to, const void *from, size_t n)
{
	if (sigsetjmp(bus_jump, 0)) {
		bus_guarded = 0;
		return -EFAULT;
	}
	bus_guarded = 1;
	atomic_signal_fence(memory_order_seq_cst); /* no copying outside of the guard */
	memcpy(to, from, n);
	atomic_signal_fence(memory_order_seq_cst);
	bus_guarded = 0;
	return 0;
}
