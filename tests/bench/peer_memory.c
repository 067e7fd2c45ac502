/* SPDX-License-Identifier: MIT */
/*
 * peer_memory.c - two processes that share memory, and a futex in it to wake each other
 *
 * The floor of payloads: the sender copies its bytes into the shared memory and the receiver looks
 * at them where they are. So the receiver has to trust the sender to leave them alone meanwhile,
 * which is what every other peer here spares it.
 */
#include "config.h"
#include "bench.h"

#include <linux/futex.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

struct shared {
	uint32_t turn;	/* even: the client's; wraps, which does no harm */
	uint32_t n;
	uint8_t data[BENCH_MAX_PAYLOAD];
};

static void await_change(uint32_t *turn, uint32_t seen)
{
	while (__atomic_load_n(turn, __ATOMIC_ACQUIRE) == seen)
		syscall(SYS_futex, turn, FUTEX_WAIT, seen, NULL, NULL, 0);
}

static void pass(uint32_t *turn, uint32_t next)
{
	__atomic_store_n(turn, next, __ATOMIC_RELEASE);
	syscall(SYS_futex, turn, FUTEX_WAKE, 1, NULL, NULL, 0);
}

static void serve(struct shared *shared)
{
	for (uint32_t turn = 0;; turn += 2) {
		await_change(&shared->turn, turn);
		(void)*(volatile uint8_t *)&shared->data[shared->n - 1];
		pass(&shared->turn, turn + 2);
	}
}

static bool memory_open(struct peer *peer)
{
	struct shared *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
				     MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (shared == MAP_FAILED)
		bench_die("mmap");
	if (fork() == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		serve(shared);
	}
	peer->state = shared;
	return true;
}

static void memory_send(struct peer *peer, const uint8_t *data, size_t n)
{
	struct shared *shared = peer->state;
	uint32_t turn = shared->turn;

	memcpy(shared->data, data, n);
	shared->n = (uint32_t)n;
	pass(&shared->turn, turn + 1);
	await_change(&shared->turn, turn + 1);
}

static void memory_close(struct peer *peer)
{
	munmap(peer->state, sizeof(struct shared));
}

struct peer peer_memory = {
	.name = "shared memory, a futex",
	.copies = "1",
	.open = memory_open,
	.send = memory_send,
	.close = memory_close,
};
