// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * write.c - the command stream of BINDER_WRITE_READ
 *
 * write_consumed moves behind a command when that is done, and the stream ends early behind one
 * that leaves an error to read: nothing goes on before the caller has seen it.
 */
#include "core/internal.h"

/* One command: its payload, all fetched before anything is done. */
union command {
	struct binder_transaction_data tr;
	struct binder_transaction_data_sg sg;
	struct binder_ptr_cookie ptr_cookie;
	struct binder_handle_cookie handle_cookie;
	u64 word;
	u32 handle;
};

static bool known(u32 cmd)
{
	switch (cmd) {
	case BC_TRANSACTION:
	case BC_REPLY:
	case BC_TRANSACTION_SG:
	case BC_REPLY_SG:
	case BC_FREE_BUFFER:
	case BC_INCREFS:
	case BC_ACQUIRE:
	case BC_RELEASE:
	case BC_DECREFS:
	case BC_INCREFS_DONE:
	case BC_ACQUIRE_DONE:
	case BC_REGISTER_LOOPER:
	case BC_ENTER_LOOPER:
	case BC_EXIT_LOOPER:
	case BC_REQUEST_DEATH_NOTIFICATION:
	case BC_CLEAR_DEATH_NOTIFICATION:
	case BC_DEAD_BINDER_DONE:
	case BC_REQUEST_FREEZE_NOTIFICATION:
	case BC_CLEAR_FREEZE_NOTIFICATION:
	case BC_FREEZE_NOTIFICATION_DONE:
		return true;
	default:
		return false;
	}
}

static void count(struct binder_thread *thread, u32 cmd)
{
	struct binder_proc *proc = thread->proc;
	u32 nr = _IOC_NR(cmd);

	if (nr >= BINDER_N_BC)
		return;
	binder_lock(proc->ctx);
	proc->stats.bc[nr]++;
	proc->ctx->stats.bc[nr]++;
	binder_unlock(proc->ctx);
}

static int execute(struct binder_thread *thread, u32 cmd, const union command *c)
{
	switch (cmd) {
	case BC_TRANSACTION:
	case BC_REPLY:
		binder_transact(thread, &c->tr, 0, cmd == BC_REPLY);
		return 0;
	case BC_TRANSACTION_SG:
	case BC_REPLY_SG:
		binder_transact(thread, &c->sg.transaction_data, c->sg.buffers_size,
				cmd == BC_REPLY_SG);
		return 0;
	case BC_FREE_BUFFER:
		binder_buffer_free_command(thread, c->word);
		return 0;
	case BC_INCREFS:
	case BC_ACQUIRE:
	case BC_RELEASE:
	case BC_DECREFS:
		return binder_ref_command(thread, cmd, c->handle);
	case BC_INCREFS_DONE:
	case BC_ACQUIRE_DONE:
		binder_node_acked(thread, cmd == BC_ACQUIRE_DONE, c->ptr_cookie.ptr,
				  c->ptr_cookie.cookie);
		return 0;
	case BC_REQUEST_DEATH_NOTIFICATION:
		binder_death_request(thread, c->handle_cookie.handle, c->handle_cookie.cookie);
		return 0;
	case BC_CLEAR_DEATH_NOTIFICATION:
		binder_death_clear(thread, c->handle_cookie.handle, c->handle_cookie.cookie);
		return 0;
	case BC_DEAD_BINDER_DONE:
		binder_death_done(thread, c->word);
		return 0;
	case BC_REQUEST_FREEZE_NOTIFICATION:
		return binder_freeze_notice_request(thread, c->handle_cookie.handle,
						    c->handle_cookie.cookie);
	case BC_CLEAR_FREEZE_NOTIFICATION:
		return binder_freeze_notice_clear(thread, c->handle_cookie.handle,
						  c->handle_cookie.cookie);
	case BC_FREEZE_NOTIFICATION_DONE:
		return binder_freeze_notice_done(thread, c->word);
	default:
		binder_thread_looper(thread, cmd);
		return 0;
	}
}

/* Return: bytes of the command at @at, -EFAULT (unreadable or cut short), -EINVAL. */
static int one_command(struct binder_thread *thread, u64 at, u64 left)
{
	union command c;
	u32 cmd, size;
	int ret;

	if (left < sizeof(cmd) || env_copy_from_caller(thread, &cmd, at, sizeof(cmd)))
		return -EFAULT;
	count(thread, cmd);
	trace_binder_command(cmd);
	if (!known(cmd)) {
		binder_user_error(thread, "writes the unknown command %#x", cmd);
		return -EINVAL;
	}
	size = _IOC_SIZE(cmd);
	if (left - sizeof(cmd) < size ||
	    (size && env_copy_from_caller(thread, &c, at + sizeof(cmd), size)))
		return -EFAULT;
	ret = execute(thread, cmd, &c);
	return ret ? ret : (int)(sizeof(cmd) + size);
}

/* Only the thread itself fills and empties this slot: it need not lock to look. */
static bool has_error(const struct binder_thread *thread)
{
	return thread->return_error.cmd != BR_OK;
}

/**
 * binder_write() - run the commands of @bwr from write_consumed on.
 * Return: 0, -EFAULT, -EINVAL, -ENOMEM.
 */
int binder_write(struct binder_thread *thread, struct binder_write_read *bwr)
{
	int ret;

	while (bwr->write_consumed < bwr->write_size && !has_error(thread)) {
		ret = one_command(thread, bwr->write_buffer + bwr->write_consumed,
				  bwr->write_size - bwr->write_consumed);
		if (ret < 0)
			return ret;
		bwr->write_consumed += ret;
	}
	return 0;
}
