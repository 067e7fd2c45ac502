/* SPDX-License-Identifier: MIT */
/*
 * verify.h - what the two halves of inproc_verify() share
 *
 * All of it runs with the context lock held. While no call is running (@quiet) counts are exact;
 * else somebody may hold one more than the tables show, in the midst of a send or a delivery.
 */
#ifndef INPROC_VERIFY_H
#define INPROC_VERIFY_H

#include "core/internal.h"

/** What was found of one process. */
struct verify_proc {
	u32 completions;
	u32 outstanding;
	u32 files;
	u32 deaths;		/* registrations, also those that were cleared and not confirmed */
	u32 freezes;
	u32 deaths_queued;	/* on a todo list and a ref's */
	u32 freezes_queued;
	u32 deaths_delivered;	/* delivered and a ref's */
	u32 freezes_delivered;
	bool woken;		/* a parked reader that may take work of the process is on its way */
};

/** What was found in the whole context. */
struct verify {
	struct binder_context *ctx;
	bool quiet;
	struct binder_proc *proc;	/* looked at now */
	struct verify_proc here;
	u64 threads, nodes, refs, deaths, freezes, transactions, completions, buffers;
	/* synchronous calls as their senders and as their receivers have them */
	u64 out_queued, in_queued, out_taken, in_taken;
	char *text;
	size_t size;
};

/** verify_broken() - says where and what. Return: false. */
bool verify_broken(struct verify *v, int line, const char *what, int id);

/* @id: of the object, for the message. */
#define HOLDS(v, id, cond)                                                                         \
	do {                                                                                       \
		if (!(cond))                                                                       \
			return verify_broken(v, __LINE__, #cond, id);                              \
	} while (0)

/** verify_count() - is @kept what was @found, or more while somebody is at work? */
static inline bool verify_count(const struct verify *v, u64 kept, u64 found)
{
	return v->quiet ? kept == found : kept >= found;
}

/** verify_list() - are the links of @head's list right? Entries that were once removed say so. */
bool verify_list(const struct list_head *head);

/** verify_threads() - the threads of v->proc, todo lists and transactions. */
bool verify_threads(struct verify *v);
/** verify_todo() - @list, of @thread or, for NULL, of v->proc. */
bool verify_todo(struct verify *v, struct binder_thread *thread, struct list_head *list);
/** verify_async() - one-way calls that wait at @node. */
bool verify_async(struct verify *v, struct binder_node *node);

#endif /* INPROC_VERIFY_H */
