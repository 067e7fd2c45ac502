// SPDX-License-Identifier: MIT
/* cases_arena.c - receive buffers: where they are, how they are freed */
#include "conform.h"

#include <errno.h>
#include <string.h>

static struct binder_transaction_data receive(struct peer *c, struct peer *m, size_t size,
					      uint32_t flags)
{
	struct payload *b = payload_new();
	struct binder_transaction_data tr;

	payload_bytes(b, NULL, size);
	memset(b->data, 0x5a, size);
	bc_transact(c, 0, BC_TRANSACTION, 0, 1, flags, b);
	CHECK_EQ(talk_write(c, 0), 0);
	tr = READ(m, 0, BR_TRANSACTION).tr;
	bc_reply(m, 0, NULL);
	READ(m, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(talk(c, 0, 256), 0);
	return tr;
}

static void release(struct peer *m, uint64_t address)
{
	bc_free(m, 0, address);
	CHECK_EQ(talk_write(m, 0), 0);
}

static void contiguous(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint64_t base = (uintptr_t)m->map;

	CHECK_EQ(receive(c, m, 100, 0).data.ptr.buffer, base);
	CHECK_EQ(receive(c, m, 0, 0).data.ptr.buffer, base + 104);
	CHECK_EQ(receive(c, m, 8, 0).data.ptr.buffer, base + 112);
}

static void all_of_it(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	void *arg = conform_alloc(4);
	struct peer *s = peer_open_as(NULL, 8192);
	struct binder_transaction_data tr;
	uint32_t h = pass_handle(m, c, give_object(s, m, 0x10, 0x20, 0));

	(void)arg;
	/* what the introduction left in the small arena is not freed yet */
	payload_bytes(b, NULL, 16384);
	bc_call(c, 0, h, 1, b);
	READ(c, 0, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(c, 0).param, -ENOSPC);
	b->size = 8192;
	bc_call(c, 0, h, 1, b);
	CHECK_EQ(talk_write(c, 0), 0);
	tr = READ(s, 0, BR_TRANSACTION).tr;
	CHECK_EQ(tr.data.ptr.buffer, (uintptr_t)s->map);
	b->size = 1;
	bc_call(c, 1, h, 2, b);
	READ(c, 1, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(c, 1).param, -ENOSPC);
	release(s, tr.data.ptr.buffer);
	bc_call(c, 1, h, 2, b);
	CHECK_EQ(talk_write(c, 1), 0);
	READ(s, 1, BR_TRANSACTION);
}

static void best_fit(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint64_t a = receive(c, m, 1000, 0).data.ptr.buffer,
		 b = receive(c, m, 64, 0).data.ptr.buffer,
		 d = receive(c, m, 200, 0).data.ptr.buffer;

	receive(c, m, 64, 0);
	release(m, a);
	release(m, d);
	CHECK_EQ(receive(c, m, 150, 0).data.ptr.buffer, d);	/* the smaller hole */
	CHECK_EQ(receive(c, m, 900, 0).data.ptr.buffer, a);
	release(m, b);
}

static void wrong_frees(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint64_t a = receive(c, m, 64, 0).data.ptr.buffer;

	release(m, a + 8);
	release(m, a);
	release(m, a);
	CHECK_EQ(receive(c, m, 64, 0).data.ptr.buffer, a);
}

static void undelivered_cannot_be_freed(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	uint64_t base = (uintptr_t)m->map;

	bc_one_way(c, 0, 0, 1, NULL);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
	release(m, base);
	CHECK_EQ(READ(m, 0, BR_TRANSACTION).tr.data.ptr.buffer, base);
	release(m, base);
	bc_one_way(c, 0, 0, 2, NULL);
	READ(c, 0, BR_TRANSACTION_COMPLETE);
	CHECK_EQ(READ(m, 0, BR_TRANSACTION).tr.data.ptr.buffer, base);
}

static void wiped(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_transaction_data tr = receive(c, m, 64, TF_CLEAR_BUF);
	char *seen = peer_peek(m, tr.data.ptr.buffer, 64);

	CHECK_EQ(seen[10], 0x5a);
	release(m, tr.data.ptr.buffer);
	seen = peer_peek(m, tr.data.ptr.buffer, 64);
	CHECK_EQ(seen[10], 0);
	CHECK_EQ(seen[63], 0);
}

static void too_large_sizes(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct binder_transaction_data tr;
	int ret;

	(void)m;
	memset(&tr, 0, sizeof(tr));
	tr.data_size = UINT64_MAX - 3;
	bc(c, 0, BC_TRANSACTION);
	bc_raw(c, 0, &tr, sizeof(tr));
	READ(c, 0, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(c, 0).param, -EINVAL);
	tr.data_size = UINT64_MAX / 2 + 8;
	tr.offsets_size = UINT64_MAX / 2 + 9;
	bc(c, 0, BC_TRANSACTION);
	bc_raw(c, 0, &tr, sizeof(tr));
	READ(c, 0, BR_FAILED_REPLY);
	ret = extended_error(c, 0).param;
	CHECK(ret == -EINVAL || ret == -ENOSPC);
}

const struct conform_case cases_arena[] = {
	CASE("arena: contiguous from its start", contiguous),
	CASE("arena: all of it, and not a byte more", all_of_it),
	CASE("arena: best fit", best_fit),
	CASE("arena: wrong frees are skipped", wrong_frees),
	CASE("arena: what is not delivered cannot be freed", undelivered_cannot_be_freed),
	CASE("arena: wiped where asked", wiped),
	CASE("arena: sizes that overflow", too_large_sizes),
	CASES_END
};
