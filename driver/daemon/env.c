/* SPDX-License-Identifier: MIT */
/*
 * env.c - identity and waiting, for the core
 *
 * Who a caller is the kernel attested with its last message. Waiting is parking:
 * the loop resumes a thread that was woken or whose time is over.
 */
#include "daemon/daemon.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void env_thread_put(struct env_thread *c)
{
	if (!c)
		return;
	c->thread = NULL;
	client_put(c);
}

u32 env_caller_euid(struct binder_thread *thread)
{
	return binder_thread_env(thread)->euid;
}

/*
 * A process in our own pid namespace knows others by the numbers that we know. In another one
 * only those of the very same namespace have a number that we can tell.
 */
s32 env_pid_for(struct binder_thread *from, struct binder_proc *to)
{
	const struct env_proc *sender = binder_proc_env(binder_thread_proc(from));
	const struct env_proc *reader = binder_proc_env(to);

	if (!reader->foreign_ns)
		return sender->pid;
	return reader->ns && reader->ns == sender->ns ? sender->ns_pid : 0;
}

u32 env_uid_for(u32 euid, struct binder_proc *to)
{
	return euid;
}

int env_secctx(struct binder_proc *proc, char **ret)
{
	const struct env_proc *p = binder_proc_env(proc);

	if (!p->label)
		return 0;
	*ret = strdup(p->label);
	return *ret ? (int)p->label_size : -ENOMEM;
}

void env_secctx_put(char *secctx)
{
	free(secctx);
}

void env_arena_show(struct binder_proc *proc, struct seq_file *m)
{
}

long env_get_nice(struct binder_thread *thread)
{
	return 0;
}

/* Another process's priority takes a right that the daemon does not ask for. */
void env_set_nice(struct binder_thread *thread, long nice)
{
}

int env_wait(struct binder_thread *thread, long timeout_ms)
{
	struct env_thread *c = binder_thread_env(thread);

	if (c->woken) {
		c->woken = false;
		return 0;
	}
	if (c->cancelled)
		return -EINTR;
	if (timeout_ms == 0)
		return 0;
	if (timeout_ms > 0) {
		c->deadline_ms = loop_now_ms() + timeout_ms;
		list_add_tail(&c->timer_entry, &c->daemon->timers);
	}
	c->parked = true;
	return -EINPROGRESS;
}

void env_wake(struct binder_thread *thread, bool sync)
{
	struct env_thread *c = binder_thread_env(thread);

	if (c->parked)
		loop_wake(c);
	else
		c->woken = true;
}

void env_poll_notify(struct binder_thread *thread)
{
	struct env_thread *c = binder_thread_env(thread);

	if (c->polled && !c->busy && list_empty(&c->notice_entry))
		list_add_tail(&c->notice_entry, &c->daemon->notices);
}
