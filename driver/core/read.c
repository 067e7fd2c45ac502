// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * read.c - the return stream of BINDER_WRITE_READ
 *
 * A read goes in rounds: wait until there is work, then take items until there are none, there is
 * no room, or one ends the read. It can stop at two places, and goes on there when it is resumed:
 * asleep for work, and while the home hands a transaction's files to the receiver.
 */
#include "core/internal.h"

#include <linux/slab.h>
#include <linux/string.h>

/* An item is taken only where the largest one fits. */
#define ITEM_MAX (sizeof(u32) + sizeof(struct binder_transaction_data_secctx))

/* What becomes of a read after an item; besides -errno. */
enum {
	READ_END,
	READ_MORE,
	READ_NEW_ROUND,
};

struct out {
	u8 bytes[ITEM_MAX];
	size_t n;
};

static void put(struct out *out, const void *from, size_t n)
{
	memcpy(out->bytes + out->n, from, n);
	out->n += n;
}

static void put_word(struct out *out, u32 cmd)
{
	put(out, &cmd, sizeof(cmd));
}

static void put_cookie(struct out *out, u32 cmd, u64 cookie)
{
	put_word(out, cmd);
	put(out, &cookie, sizeof(cookie));
}

static void count_locked(struct binder_proc *proc, const struct out *out)
{
	size_t at = 0;

	while (at + sizeof(u32) <= out->n) {
		u32 cmd, nr;

		memcpy(&cmd, out->bytes + at, sizeof(cmd));
		nr = _IOC_NR(cmd);
		trace_binder_return(cmd);
		if (nr < BINDER_N_BR) {
			proc->stats.br[nr]++;
			proc->ctx->stats.br[nr]++;
		}
		at += sizeof(cmd) + _IOC_SIZE(cmd);
	}
}

static int store(struct binder_thread *thread, const struct out *out)
{
	struct binder_read *r = &thread->read;

	if (!out->n)
		return 0;
	if (env_copy_to_caller(thread, r->at, out->bytes, out->n))
		return -EFAULT;
	r->at += out->n;
	return 0;
}

/* Delivering a transaction */

static u32 fill_data_locked(struct binder_thread *thread, struct binder_transaction *t,
			    struct binder_transaction_data_secctx *data)
{
	struct binder_transaction_data *tr = &data->transaction_data;
	struct binder_proc *proc = thread->proc;
	struct binder_buffer *buffer = t->buffer;

	memset(data, 0, sizeof(*data));
	if (buffer->target_node) {
		tr->target.ptr = buffer->target_node->ptr;
		tr->cookie = buffer->target_node->cookie;
	}
	tr->code = t->code;
	tr->flags = t->flags;
	tr->sender_pid = t->from ? env_pid_for(t->from, proc) : 0;
	tr->sender_euid = env_uid_for(t->sender_euid, proc);
	tr->data_size = buffer->data_size;
	tr->offsets_size = buffer->offsets_size;
	tr->data.ptr.buffer = proc->arena.user_addr + buffer->offset;
	tr->data.ptr.offsets = tr->data.ptr.buffer + ALIGN(buffer->data_size, 8);
	data->secctx = t->secctx;
	if (t->is_reply)
		return BR_REPLY;
	return t->secctx ? BR_TRANSACTION_SEC_CTX : BR_TRANSACTION;
}

/* A call runs at its caller's priority, but not below what the object asks for. */
static void inherit_priority(struct binder_thread *thread, struct binder_transaction *t, long least)
{
	bool one_way = t->flags & TF_ONE_WAY;

	t->saved_priority = env_get_nice(thread);
	if (!one_way && t->priority < least)
		env_set_nice(thread, t->priority);
	else if (!one_way || t->saved_priority > least)
		env_set_nice(thread, least);
}

static u32 count_array_files(const struct binder_transaction *t)
{
	const struct binder_txn_file *file;
	u32 n = 0;

	list_for_each_entry(file, &t->files, slot.entry)
		n += file->in_array;
	return n;
}

/* Room for what has to be closed with the buffer: found before there is anything to undo. */
static int prepare_files(struct binder_transaction *t)
{
	u32 n = count_array_files(t);

	if (!n || t->buffer->fda_fds)
		return 0;
	t->buffer->fda_fds = kcalloc(n, sizeof(int), GFP_KERNEL);
	return t->buffer->fda_fds ? 0 : -ENOMEM;
}

static void write_files(struct binder_proc *proc, struct binder_transaction *t)
{
	struct binder_buffer *buffer = t->buffer;
	struct binder_txn_file *file;

	list_for_each_entry(file, &t->files, slot.entry) {
		u32 fd = file->slot.fd;

		file->slot.file = NULL;
		trace_binder_transaction_fd_recv(t, fd, file->slot.offset);
		env_arena_write(proc, buffer->offset + file->slot.offset, &fd, sizeof(fd));
		if (file->in_array)
			buffer->fda_fds[buffer->n_fda_fds++] = file->slot.fd;
	}
}

static void undeliverable(struct binder_thread *thread)
{
	struct binder_transaction *t = thread->read.t;
	struct binder_context *ctx = t->ctx;

	binder_lock(ctx);
	thread->read.t = NULL;
	binder_txn_undeliverable_locked(t, BR_FAILED_REPLY);
	binder_unlock(ctx);
}

/*
 * The receiver has no room for the files. Who waits is told, and the
 * receiver goes on with the next.
 */
static int refuse_files(struct binder_thread *thread)
{
	bool reply = thread->read.t->is_reply;
	struct out out = { .n = 0 };
	int ret;

	undeliverable(thread);
	if (!reply)
		return READ_MORE;
	put_word(&out, BR_FAILED_REPLY);
	ret = store(thread, &out);
	return ret ? ret : READ_END;
}

static void delivered_locked(struct binder_thread *thread, struct binder_transaction *t)
{
	struct binder_txn_file *file, *next;

	thread->read.t = NULL;
	t->buffer->allow_user_free = true;
	list_for_each_entry_safe(file, next, &t->files, slot.entry) {
		list_del(&file->slot.entry);
		kfree(file);
	}
	thread->proc->n_files -= t->n_files;
	t->n_files = 0;
	if (t->is_reply || (t->flags & TF_ONE_WAY)) {
		binder_txn_free_locked(t);
		return;
	}
	t->to_parent = thread->stack;
	t->to_thread = thread;
	thread->stack = t;
}

static int announce(struct binder_thread *thread)
{
	struct binder_context *ctx = thread->proc->ctx;
	struct binder_transaction *t = thread->read.t;
	struct binder_transaction_data_secctx data;
	struct out out = { .n = 0 };
	long least = 0;
	u32 cmd;

	binder_lock(ctx);
	cmd = fill_data_locked(thread, t, &data);
	if (!t->is_reply)
		least = t->buffer->target_node->min_priority;
	put_word(&out, cmd);
	put(&out, &data, _IOC_SIZE(cmd));
	count_locked(thread->proc, &out);
	binder_unlock(ctx);

	if (store(thread, &out)) {
		if (t->n_files)
			env_files_uninstall(thread, &t->files);
		undeliverable(thread);
		return -EFAULT;
	}
	trace_binder_transaction_received(t);
	if (!t->is_reply)
		inherit_priority(thread, t, least);
	binder_lock(ctx);
	delivered_locked(thread, t);
	binder_unlock(ctx);
	return READ_END;
}

/* thread->read.t is ours alone here. Called again when the home has an answer about the files. */
static int deliver(struct binder_thread *thread)
{
	struct binder_transaction *t = thread->read.t;
	int ret = 0;

	if (t->n_files) {
		ret = prepare_files(t);
		thread->phase = BINDER_READ_FILES;
		if (!ret)
			ret = env_files_install(thread, &t->files);
		if (ret == -EINPROGRESS)
			return ret;
		thread->phase = BINDER_IDLE;
		if (ret)
			return refuse_files(thread);
		write_files(thread->proc, t);
	}
	return announce(thread);
}

/* The other items */

static void take_completion_locked(struct binder_proc *proc, struct binder_work *work,
				   struct out *out)
{
	u32 cmd = BR_TRANSACTION_COMPLETE;

	if (work->type == BINDER_WORK_SPAM_SUSPECT && proc->spam_detection)
		cmd = BR_ONEWAY_SPAM_SUSPECT;
	if (work->type == BINDER_WORK_PENDING_FROZEN)
		cmd = BR_TRANSACTION_PENDING_FROZEN;
	put_word(out, cmd);
	binder_work_drop_locked(proc, work);
}

static void take_error_locked(struct binder_work *work, struct out *out)
{
	struct binder_error *error = container_of(work, struct binder_error, work);
	s32 why = -ENOMEM;

	put_word(out, error->cmd);
	if (error->cmd == BR_ERROR)
		put(out, &why, sizeof(why));
	error->cmd = BR_OK;
}

static int take_death_locked(struct binder_proc *proc, struct binder_work *work, struct out *out)
{
	struct binder_death *death = container_of(work, struct binder_death, work);

	if (work->type == BINDER_WORK_CLEAR_DEATH) {
		put_cookie(out, BR_CLEAR_DEATH_NOTIFICATION_DONE, death->cookie);
		binder_death_free_locked(death);
		return READ_MORE;
	}
	put_cookie(out, BR_DEAD_BINDER, death->cookie);
	binder_delivered_add(&proc->delivered_deaths, &death->delivered, death->cookie);
	return READ_END;
}

static int take_freeze_locked(struct binder_proc *proc, struct binder_work *work, struct out *out)
{
	struct binder_freeze *freeze = container_of(work, struct binder_freeze, work);
	struct binder_frozen_state_info info = {
		.cookie = freeze->cookie,
		.is_frozen = freeze->is_frozen,
	};

	if (work->type == BINDER_WORK_CLEAR_FREEZE) {
		put_cookie(out, BR_CLEAR_FREEZE_NOTIFICATION_DONE, freeze->cookie);
		binder_freeze_notice_free_locked(freeze);
		return READ_MORE;
	}
	put_word(out, BR_FROZEN_BINDER);
	put(out, &info, sizeof(info));
	freeze->sent = true;
	binder_delivered_add(&proc->delivered_freezes, &freeze->delivered, freeze->cookie);
	return READ_END;
}

static int take_locked(struct binder_thread *thread, struct binder_work *work, struct out *out)
{
	struct binder_proc *proc = thread->proc;

	switch (work->type) {
	case BINDER_WORK_TRANSACTION:
		thread->read.t = container_of(work, struct binder_transaction, work);
		return READ_END;
	case BINDER_WORK_ERROR:
		take_error_locked(work, out);
		return READ_MORE;
	case BINDER_WORK_COMPLETE:
	case BINDER_WORK_SPAM_SUSPECT:
	case BINDER_WORK_PENDING_FROZEN:
		take_completion_locked(proc, work, out);
		return READ_MORE;
	case BINDER_WORK_NODE:
		out->n = binder_node_emit_locked(container_of(work, struct binder_node, work),
						 out->bytes);
		return READ_MORE;
	case BINDER_WORK_DEAD_BINDER:
	case BINDER_WORK_DEAD_BINDER_AND_CLEAR:
	case BINDER_WORK_CLEAR_DEATH:
		return take_death_locked(proc, work, out);
	case BINDER_WORK_FROZEN_BINDER:
	case BINDER_WORK_CLEAR_FREEZE:
		return take_freeze_locked(proc, work, out);
	}
	return READ_MORE;
}

/*
 * The next item for @thread, off its list; NULL with *@ret set where the read ends or waits again.
 */
static struct binder_work *next_locked(struct binder_thread *thread, int *ret)
{
	struct binder_read *r = &thread->read;
	u64 produced = r->at - r->bwr.read_buffer;
	struct list_head *list = &thread->todo;
	struct binder_work *work;

	if (list_empty(list))
		thread->process_todo = false;
	if (list_empty(list) && r->proc_work)
		list = &thread->proc->todo;
	if (list_empty(list)) {
		bool empty = produced == sizeof(u32) && !thread->need_return;

		*ret = empty ? READ_NEW_ROUND : READ_END;
		return NULL;
	}
	*ret = READ_END;
	if (r->bwr.read_size < produced || r->bwr.read_size - produced < ITEM_MAX)
		return NULL;
	work = list_first_entry(list, struct binder_work, entry);
	list_del_init(&work->entry);
	if (list_empty(&thread->todo))
		thread->process_todo = false;
	return work;
}

static int one_item(struct binder_thread *thread)
{
	struct binder_context *ctx = thread->proc->ctx;
	struct out out = { .n = 0 };
	struct binder_work *work;
	int ret, err;

	binder_lock(ctx);
	work = next_locked(thread, &ret);
	if (work) {
		ret = take_locked(thread, work, &out);
		count_locked(thread->proc, &out);
	}
	binder_unlock(ctx);
	if (thread->read.t)
		return deliver(thread);
	err = store(thread, &out);
	return err ? err : ret;
}

/* Waiting */

static void begin_round(struct binder_thread *thread)
{
	struct binder_proc *proc = thread->proc;

	binder_lock(proc->ctx);
	thread->read.proc_work = binder_thread_free_for_proc_work_locked(thread);
	thread->looper |= BINDER_LOOPER_WAITING;
	trace_binder_wait_for_work(thread->read.proc_work, thread->stack != NULL,
				   !list_empty(&thread->todo));
	binder_unlock(proc->ctx);
	if (thread->read.proc_work)
		env_set_nice(thread, proc->default_nice);
}

static void end_wait_locked(struct binder_thread *thread)
{
	list_del_init(&thread->waiting_entry);
	thread->looper &= ~BINDER_LOOPER_WAITING;
	thread->phase = BINDER_IDLE;
}

/* Looks for work, which ends the wait, and where there is none shows this thread as waiting. */
static bool ready_or_listed(struct binder_thread *thread)
{
	struct binder_proc *proc = thread->proc;
	bool proc_work = thread->read.proc_work, ready;

	binder_lock(proc->ctx);
	list_del_init(&thread->waiting_entry);
	ready = binder_thread_has_work_locked(thread, proc_work);
	if (ready) {
		end_wait_locked(thread);
	} else {
		thread->phase = BINDER_READ_WAIT;
		if (proc_work && !(thread->read.flags & BINDER_IOCTL_NONBLOCK))
			list_add(&thread->waiting_entry, &proc->waiting_threads);
	}
	binder_unlock(proc->ctx);
	return ready;
}

static int wait_for_work(struct binder_thread *thread)
{
	int ret;

	do {
		if (ready_or_listed(thread))
			return 0;
		if (thread->read.flags & BINDER_IOCTL_NONBLOCK)
			ret = -EAGAIN;
		else
			ret = env_wait(thread, -1);
	} while (!ret);
	if (ret == -EINPROGRESS)
		return ret;
	binder_lock(thread->proc->ctx);
	end_wait_locked(thread);
	binder_unlock(thread->proc->ctx);
	return ret;
}

/* More threads are asked for while nobody is left to wait. */
static int end_read(struct binder_thread *thread)
{
	struct binder_proc *proc = thread->proc;
	struct binder_read *r = &thread->read;
	struct out out = { .n = 0 };
	int ret = 0;

	r->bwr.read_consumed = r->at - r->bwr.read_buffer;
	binder_lock(proc->ctx);
	if (!proc->requested_threads && list_empty(&proc->waiting_threads) &&
	    proc->started_threads < proc->max_threads &&
	    (thread->looper & (BINDER_LOOPER_REGISTERED | BINDER_LOOPER_ENTERED))) {
		proc->requested_threads++;
		put_word(&out, BR_SPAWN_LOOPER);
		count_locked(proc, &out);
	}
	binder_unlock(proc->ctx);
	if (out.n && env_copy_to_caller(thread, r->bwr.read_buffer, out.bytes, out.n))
		ret = -EFAULT;
	return ret;
}

/* Goes on after an item. */
static int run(struct binder_thread *thread, int ret)
{
	for (;;) {
		while (ret == READ_MORE)
			ret = one_item(thread);
		if (ret < 0)
			return ret;
		if (ret == READ_END)
			return end_read(thread);
		begin_round(thread);
		ret = wait_for_work(thread);
		if (!ret)
			ret = READ_MORE;
	}
}

/**
 * binder_read_begin() - read into thread->read.bwr, as the UAPI says
 * @thread: the caller
 * Return: 0, -EAGAIN, -EINTR, -EFAULT, -EINVAL (no room for one word), -EINPROGRESS.
 */
int binder_read_begin(struct binder_thread *thread)
{
	struct binder_read *r = &thread->read;
	struct out out = { .n = 0 };

	r->at = r->bwr.read_buffer + r->bwr.read_consumed;
	if (!r->bwr.read_consumed) {
		if (r->bwr.read_size < sizeof(u32))
			return -EINVAL;
		put_word(&out, BR_NOOP);
		if (store(thread, &out))
			return -EFAULT;
	}
	return run(thread, READ_NEW_ROUND);
}

/**
 * binder_read_resume() - go on with a read that answered -EINPROGRESS.
 * Return: as binder_read_begin().
 */
int binder_read_resume(struct binder_thread *thread)
{
	int ret;

	if (thread->phase == BINDER_READ_FILES)
		return run(thread, deliver(thread));
	ret = wait_for_work(thread);
	return ret ? ret : run(thread, READ_MORE);
}
