// SPDX-License-Identifier: MIT
/* cases_layout.c - offsets and objects in a payload: each row has one thing wrong, or nothing */
#include "conform.h"

#include <errno.h>
#include <string.h>

/* Columns at the end of a row that are zero are left out. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

/*
 * 80 bytes with a binder at 0, 24 and 48, all of which may be named by offsets. The manager
 * takes it, or the sender reads a failure with this reason and nothing has changed.
 */
struct layout {
	uint64_t data_size;
	uint64_t offsets_size;
	uint64_t offsets[4];
	uint32_t type;		/* at 24, in place of the binder's */
	int err;
};

static void send(struct peer *c, const struct payload *b, const struct layout *row)
{
	struct binder_transaction_data tr = {
		.flags = TF_ONE_WAY,
		.data_size = row->data_size,
		.offsets_size = row->offsets_size,
		.data.ptr.buffer = (uintptr_t)b->data,
		.data.ptr.offsets = (uintptr_t)b->offsets,
	};

	bc(c, 0, BC_TRANSACTION);
	bc_raw(c, 0, &tr, sizeof(tr));
}

static void check_layout(const void *arg)
{
	const struct layout *row = arg;
	struct peer *m = manager_open(0), *c = peer_open();
	struct payload *b = payload_new();
	struct binder_transaction_data tr;
	int i;

	for (i = 0; i < 3; i++)
		payload_binder(b, BINDER_TYPE_BINDER, 0x10 * (i + 1), 1, 0);
	memcpy(b->offsets, row->offsets, sizeof(row->offsets));
	if (row->type)
		memcpy(b->data + 24, &row->type, sizeof(row->type));
	send(c, b, row);
	CHECK_EQ(talk(c, 0, 256), 0);
	if (!row->err) {
		tr = READ(m, 0, BR_TRANSACTION).tr;
		CHECK_EQ(tr.data_size, row->data_size);
		CHECK_EQ(tr.offsets_size, row->offsets_size);
		CHECK(!memcmp(peer_peek(m, tr.data.ptr.offsets, tr.offsets_size), row->offsets,
			      tr.offsets_size));
		return;
	}
	CHECK_EQ(next_word(c, 0).cmd, BR_NOOP);
	CHECK_EQ(extended_error(c, 0).command, BR_FAILED_REPLY);
	send(c, b, row);
	CHECK_EQ(talk_write(c, 0), 0);
	CHECK_EQ(extended_error(c, 0).param, row->err);
	CHECK_EQ(talk(c, 0, 256), 0);
	/* neither handles nor room have gone astray */
	CHECK_EQ(give_object(c, m, 0x1000, 1, 0), 1);
	expect_nothing(m, 0);
}

#define LAYOUT(name, ...)                                                                          \
	ROW("layout: " name, check_layout, (const struct layout){ __VA_ARGS__ })

const struct conform_case cases_layout[] = {
	LAYOUT("three objects", 72, 24, { 0, 24, 48 }),
	LAYOUT("a gap between objects", 72, 16, { 0, 48 }),
	LAYOUT("an object at the very end", 48, 8, { 24 }),
	LAYOUT("a tail of a few bytes", 75, 24, { 0, 24, 48 }),
	LAYOUT("offsets behind an odd size", 49, 16, { 0, 24 }),
	LAYOUT("offsets that go down", 72, 16, { 24, 0 }, .err = -EFAULT),
	LAYOUT("the same offset twice", 72, 16, { 24, 24 }, .err = -EFAULT),
	LAYOUT("objects that overlap by a word", 72, 16, { 0, 20 }, .err = -EFAULT),
	LAYOUT("an offset of 2", 72, 8, { 2 }, .err = -EINVAL),
	LAYOUT("an odd offset after a good one", 72, 16, { 0, 25 }, .err = -EINVAL),
	LAYOUT("an offset to no object", 72, 8, { 4 }, .err = -EINVAL),
	LAYOUT("an offset at the end of data", 72, 8, { 72 }, .err = -EINVAL),
	LAYOUT("an offset behind the end of data", 72, 8, { 76 }, .err = -EFAULT),
	LAYOUT("an offset with its upper half set", 72, 8, { 1ull << 32 }, .err = -EFAULT),
	LAYOUT("the largest offset", 72, 8, { UINT64_MAX - 7 }, .err = -EFAULT),
	LAYOUT("an object cut by a word", 68, 24, { 0, 24, 48 }, .err = -EINVAL),
	LAYOUT("an object cut behind its type", 52, 24, { 0, 24, 48 }, .err = -EINVAL),
	LAYOUT("offsets of half a size", 72, 4, { 0 }, .err = -EINVAL),
	LAYOUT("offsets of one and a half", 72, 12, { 0, 24 }, .err = -EINVAL),
	LAYOUT("offsets without data", 0, 8, { 0 }, .err = -EINVAL),
	LAYOUT("an unknown type", 72, 16, { 0, 24 }, 0x12345678, -EINVAL),
	LAYOUT("a type of no letters", 72, 16, { 0, 24 }, 0x85, -EINVAL),
	LAYOUT("a descriptor array's type in an object's size", 48, 16, { 0, 24 },
	       BINDER_TYPE_FDA, -EINVAL),
	LAYOUT("a buffer's type in an object's size", 48, 16, { 0, 24 }, BINDER_TYPE_PTR, -EINVAL),
	LAYOUT("a handle that is none", 72, 16, { 0, 24 }, BINDER_TYPE_HANDLE, -EINVAL),
	LAYOUT("a weak handle that is none", 72, 16, { 0, 24 }, BINDER_TYPE_WEAK_HANDLE, -EINVAL),
	LAYOUT("a descriptor for who takes none", 72, 16, { 0, 24 }, BINDER_TYPE_FD, -EPERM),
	LAYOUT("data larger than the receiver's memory", MAP_SIZE + 8, 8, { 0 }, .err = -ENOSPC),
	LAYOUT("offsets larger than the receiver's memory", 72, MAP_SIZE, { 0 }, .err = -ENOSPC),
	LAYOUT("sizes whose sum overflows", UINT64_MAX - 15, 24, { 0 }, .err = -EINVAL),
	CASES_END
};
