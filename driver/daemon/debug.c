/* SPDX-License-Identifier: MIT */
/*
 * debug.c - counts and state for people
 *
 * The daemon's own counts come first, one "name: number" a line, then what the
 * core shows of itself, cut off where a message ends. What others do is shown to
 * the daemon's own user and to root.
 */
#include "daemon/daemon.h"

#include <errno.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <unistd.h>

#define TEXT_MAX (HGD_MESSAGE_MAX - sizeof(struct hgd_answer))

static void show_counts(const struct daemon *d, struct seq_file *m)
{
	const struct account *account;
	unsigned long long arenas = 0, memory = 0;
	unsigned int files = 0;

	list_for_each_entry(account, &d->accounts, entry) {
		files += account->n_files;
		arenas += account->arena_bytes;
		memory += account->memory;
	}
	seq_printf(m, "clients: %u\nprocesses: %u\nfiles: %u\narenas: %llu\n", d->n_clients,
		   d->n_processes, files, arenas);
	seq_printf(m, "memory: %llu\n", memory);
	seq_printf(m, "objects: %ld\nwarnings: %ld\n", (long)shim_slab_live(),
		   (long)shim_warnings());
	seq_printf(m, "messages: %llu\nrefused: %llu\ncopied: %llu\n",
		   (unsigned long long)d->n_messages, (unsigned long long)d->n_refused,
		   (unsigned long long)d->bytes_copied);
}

void debug_answer(struct env_thread *c, const struct message *m)
{
	struct seq_file text = { .limit = TEXT_MAX };

	if (c->euid != geteuid() && c->euid != 0) {
		client_answer(c, -EPERM, NULL, 0);
		return;
	}
	show_counts(c->daemon, &text);
	binder_show_stats(c->daemon->context, &text);
	binder_show_state(c->daemon->context, &text);
	client_answer(c, text.buf ? 0 : -ENOMEM, text.buf,
		      text.count < TEXT_MAX ? text.count : TEXT_MAX);
	shim_seq_free(&text);
}
