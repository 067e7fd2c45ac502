// SPDX-License-Identifier: MIT
/*
 * cases_sg.c - scatter-gather: parents, the order of fix-ups, descriptor arrays
 *
 * Each row is a payload: a head of 8 bytes, then objects in this order. Objects are known by their
 * place in the row, as in the protocol.
 */
#include "conform.h"

#include <errno.h>
#include <string.h>

/* Columns at the end of a row that are zero are left out. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

enum kind {
	END,
	PTR,		/* without a parent */
	CHILD,		/* its address goes into the parent */
	FDA,
	OBJECT,		/* a binder */
};

struct part {
	enum kind kind;
	uint64_t size;		/* bytes, or descriptors */
	uint64_t parent;
	uint64_t at;
};

struct scatter {
	struct part parts[8];
	int area;		/* bytes of its area more than the parts take */
	int err;
};


static void add(struct payload *b, const struct part *part, uint32_t index, uint8_t *mem)
{
	switch (part->kind) {
	case PTR:
		payload_ptr(b, mem, part->size);
		break;
	case CHILD:
		payload_child(b, mem, part->size, part->parent, part->at);
		break;
	case FDA:
		payload_fda(b, part->size, part->parent, part->at);
		break;
	default:
		payload_binder(b, BINDER_TYPE_BINDER, 0x100 + index, 1, 0);
		break;
	}
}

/* Every part arrives: its bytes but for the slots of its children, which hold their addresses. */
static void check_arrived(struct peer *m, const struct binder_transaction_data *tr,
			  const struct scatter *row, uint8_t *const *mem, const uint64_t *offsets)
{
	const struct part *part;
	struct binder_buffer_object *got[8];
	uint8_t *bytes, want[64];
	uint64_t slot;
	int i, k;

	for (i = 0; row->parts[i].kind; i++)
		got[i] = peer_peek(m, tr->data.ptr.buffer + offsets[i], sizeof(*got[i]));
	for (i = 0; (part = &row->parts[i])->kind; i++) {
		if (part->kind != PTR && part->kind != CHILD)
			continue;
		CHECK_EQ(got[i]->buffer % 8, 0);
		CHECK(got[i]->buffer > tr->data.ptr.offsets);
		memcpy(want, mem[i], part->size);
		for (k = i + 1; row->parts[k].kind; k++) {
			if (row->parts[k].kind != CHILD || row->parts[k].parent != (uint64_t)i)
				continue;
			slot = got[k]->buffer;
			memcpy(want + row->parts[k].at, &slot, sizeof(slot));
		}
		bytes = peer_peek(m, got[i]->buffer, part->size);
		CHECK(!memcmp(bytes, want, part->size));
	}
}

static void check_scatter(const void *arg)
{
	const struct scatter *row = arg;
	struct peer *m = manager_open(FLAT_BINDER_FLAG_ACCEPTS_FDS), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	uint8_t *mem[8];
	int i;

	payload_bytes(b, "head....", 8);
	for (i = 0; row->parts[i].kind; i++) {
		mem[i] = conform_alloc(64);
		memset(mem[i], 'a' + i, 64);
		add(b, &row->parts[i], i, mem[i]);
	}
	b->sg_size += row->area;
	bc_transact(c, 0, BC_TRANSACTION_SG, 0, 1, TF_ONE_WAY, b);
	CHECK_EQ(talk_write(c, 0), 0);
	CHECK_EQ(extended_error(c, 0).param, row->err);
	CHECK_EQ(talk(c, 0, 256), 0);
	if (!row->err) {
		tr = READ(m, 0, BR_TRANSACTION).tr;
		check_arrived(m, &tr, row, mem, b->offsets);
		return;
	}
	expect_nothing(m, 0);
	CHECK_EQ(give_object(c, m, 0x1000, 1, 0), 1);
}

#define SG(name, ...)                                                                              \
	ROW("sg: " name, check_scatter, (const struct scatter){ __VA_ARGS__ })
#define P(...) { __VA_ARGS__ }

static void at_offset_zero(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	uint8_t *mem = conform_alloc(64);

	ours_only("a buffer at offset 0 cannot be a parent (quirk not to copy)");
	payload_ptr(b, mem, 32);
	payload_child(b, mem + 32, 8, 0, 8);
	call_and_reply(c, m, 0, b, NULL, NULL);
}

static void in_a_plain_call(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();

	(void)m;
	payload_bytes(b, "head....", 8);
	payload_ptr(b, b->data, 8);
	bc_transact(c, 0, BC_TRANSACTION, 0, 1, 0, b);
	READ(c, 0, BR_FAILED_REPLY);
	CHECK_EQ(extended_error(c, 0).param, -EINVAL);
}

static void in_a_reply(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_transaction_data reply;
	struct binder_buffer_object *obj;
	uint8_t *mem = conform_alloc(32);

	memset(mem, 'r', 32);
	payload_bytes(b, "head....", 8);
	payload_ptr(b, mem, 32);
	payload_child(b, mem, 16, 0, 8);
	call_and_reply(c, m, 0, NULL, b, &reply);
	obj = peer_peek(c, reply.data.ptr.buffer + 8, 2 * sizeof(*obj));
	CHECK(!memcmp(peer_peek(c, obj[1].buffer, 16), mem, 16));
	CHECK_EQ(*(uint64_t *)peer_peek(c, obj[0].buffer + 8, 8), obj[1].buffer);
}

static void partly_readable(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();

	payload_bytes(b, "head....", 8);
	payload_binder(b, BINDER_TYPE_BINDER, 0x10, 1, 0);
	payload_ptr(b, conform_edge(16), 24);
	bc_call(c, 0, 0, 1, b);
	CHECK_EQ(talk_write(c, 0), 0);
	CHECK_EQ(extended_error(c, 0).param, -EINVAL);
	CHECK_EQ(talk(c, 0, 256), 0);
	CHECK_EQ(give_object(c, m, 0x1000, 1, 0), 1);
}

/* A chain of 64, each in the last 8 bytes of the one before. */
static void a_long_chain(void)
{
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	uint64_t address;
	int i;

	payload_bytes(b, "head....", 8);
	payload_ptr(b, conform_alloc(16), 16);
	for (i = 0; i < 63; i++)
		payload_child(b, conform_alloc(16), 16, i, 8);
	tr = call_and_reply(c, m, 0, b, NULL, NULL);
	address = tr.data.ptr.buffer + 8 + offsetof(struct binder_buffer_object, buffer);
	for (i = 0; i < 64; i++) {
		address = *(uint64_t *)peer_peek(m, address, 8) + 8;
		CHECK(address > tr.data.ptr.buffer);
	}
	CHECK_EQ(*(uint64_t *)peer_peek(m, address, 8), 0);
}

const struct conform_case cases_sg[] = {
	SG("a buffer of every size", P({ PTR, 1 }, { PTR, 7 }, { PTR, 8 }, { PTR, 9 }, { PTR, 64 })),
	SG("an empty buffer", P({ PTR, 0 }, { PTR, 8 })),
	SG("room that nobody takes", P({ PTR, 8 }), 64),
	SG("an area that is too small", P({ PTR, 16 }, { PTR, 16 }), -8, -EINVAL),
	SG("an area of an odd size", P({ PTR, 16 }), 4, -EINVAL),
	SG("a child at the start", P({ PTR, 16 }, { CHILD, 8, 0, 0 })),
	SG("a child at the end", P({ PTR, 16 }, { CHILD, 8, 0, 8 })),
	SG("a child at a word", P({ PTR, 16 }, { CHILD, 8, 0, 4 })),
	SG("a child between words", P({ PTR, 16 }, { CHILD, 8, 0, 2 }), 0, -EINVAL),
	SG("a child behind the end", P({ PTR, 16 }, { CHILD, 8, 0, 12 }), 0, -EINVAL),
	SG("a child far behind the end", P({ PTR, 16 }, { CHILD, 8, 0, UINT64_MAX - 3 }), 0,
	   -EINVAL),
	SG("a child in a parent of 4 bytes", P({ PTR, 4 }, { CHILD, 8, 0, 0 }), 0, -EINVAL),
	SG("a child in an empty parent", P({ PTR, 0 }, { CHILD, 8, 0, 0 }), 0, -EINVAL),
	SG("an empty child", P({ PTR, 16 }, { CHILD, 0, 0, 8 })),
	SG("children going up", P({ PTR, 32 }, { CHILD, 8, 0, 0 }, { CHILD, 8, 0, 8 },
				  { CHILD, 8, 0, 24 })),
	SG("children going down", P({ PTR, 32 }, { CHILD, 8, 0, 16 }, { CHILD, 8, 0, 8 }), 0,
	   -EINVAL),
	SG("children in one place", P({ PTR, 32 }, { CHILD, 8, 0, 8 }, { CHILD, 8, 0, 8 }), 0,
	   -EINVAL),
	SG("children that overlap", P({ PTR, 32 }, { CHILD, 8, 0, 8 }, { CHILD, 8, 0, 12 }), 0,
	   -EINVAL),
	SG("a grandchild", P({ PTR, 16 }, { CHILD, 16, 0, 8 }, { CHILD, 8, 1, 0 })),
	SG("back to the grandparent", P({ PTR, 32 }, { CHILD, 16, 0, 0 }, { CHILD, 8, 1, 0 },
					{ CHILD, 8, 0, 8 })),
	SG("back to the grandparent's start", P({ PTR, 32 }, { CHILD, 16, 0, 8 },
						{ CHILD, 8, 1, 0 }, { CHILD, 8, 0, 0 }),
	   0, -EINVAL),
	SG("back to an uncle", P({ PTR, 32 }, { CHILD, 16, 0, 0 }, { CHILD, 16, 0, 8 },
				 { CHILD, 8, 1, 0 }),
	   0, -EINVAL),
	SG("back to an earlier tree", P({ PTR, 16 }, { PTR, 16 }, { CHILD, 8, 0, 0 }), 0, -EINVAL),
	SG("two trees, one after the other", P({ PTR, 16 }, { CHILD, 8, 0, 0 }, { PTR, 16 },
					       { CHILD, 8, 2, 8 })),
	SG("its own child", P({ PTR, 16 }, { CHILD, 8, 1, 0 }), 0, -EINVAL),
	SG("a parent that comes later", P({ CHILD, 8, 1, 0 }, { PTR, 16 }), 0, -EINVAL),
	SG("a parent just behind the last", P({ PTR, 16 }, { CHILD, 8, 2, 0 }), 0, -EINVAL),
	SG("a parent that is the child", P({ PTR, 16 }, { CHILD, 16, 1, 0 }), 0, -EINVAL),
	SG("an array whose parent is just behind the last", P({ PTR, 16 }, { FDA, 1, 2, 0 }), 0,
	   -EINVAL),
	SG("a parent of no number", P({ PTR, 16 }, { CHILD, 8, 9, 0 }), 0, -EINVAL),
	SG("a parent of a huge number", P({ PTR, 16 }, { CHILD, 8, UINT64_MAX, 0 }), 0, -EINVAL),
	SG("a parent that is a binder", P({ OBJECT }, { CHILD, 8, 0, 0 }), 0, -EINVAL),
	SG("a binder between parent and child", P({ PTR, 16 }, { OBJECT }, { CHILD, 8, 0, 8 })),
	SG("a binder undone with a bad child", P({ OBJECT }, { PTR, 16 }, { OBJECT },
						 { CHILD, 8, 1, 12 }),
	   0, -EINVAL),
	SG("an empty array", P({ PTR, 16 }, { FDA, 0, 0, 4 })),
	SG("an array in a binder", P({ OBJECT }, { FDA, 0, 0, 0 }), 0, -EINVAL),
	SG("an array that is too long", P({ PTR, 16 }, { FDA, 4, 0, 4 }), 0, -EINVAL),
	SG("an array of more than memory", P({ PTR, 16 }, { FDA, 1ull << 30, 0, 0 }), 0, -EINVAL),
	SG("an array whose size overflows", P({ PTR, 16 }, { FDA, 1ull << 62, 0, 0 }), 0, -EINVAL),
	SG("an array between words", P({ PTR, 16 }, { FDA, 1, 0, 2 }), 0, -EINVAL),
	SG("an array of no descriptors", P({ PTR, 16 }, { FDA, 2, 0, 4 }), 0, -EBADF),
	SG("an array as a parent", P({ PTR, 16 }, { FDA, 0, 0, 0 }, { CHILD, 8, 1, 0 }), 0, -EINVAL),
	SG("a child behind an array", P({ PTR, 16 }, { FDA, 0, 0, 8 }, { CHILD, 8, 0, 8 })),
	SG("a child before an array", P({ PTR, 16 }, { FDA, 0, 0, 8 }, { CHILD, 8, 0, 0 }), 0,
	   -EINVAL),
	CASE("sg: a parent at offset 0", at_offset_zero),
	CASE("sg: a buffer in a call without an area", in_a_plain_call),
	CASE("sg: a buffer in a reply", in_a_reply),
	CASE("sg: memory that ends in the middle", partly_readable),
	CASE("sg: a chain of 64", a_long_chain),
	CASES_END
};
