// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * ioctl.c - the commands of the UAPI
 *
 * Which errno a bad address gives is the UAPI's: not always -EFAULT.
 */
#include "core/internal.h"

#include <linux/string.h>

static int write_read_end(struct binder_thread *thread, int ret)
{
	struct binder_read *r = &thread->read;

	if (env_copy_to_caller(thread, r->arg, &r->bwr, sizeof(r->bwr)))
		return -EFAULT;
	return ret;
}

/* Work that came for the process while this thread read is another's now. */
static int read_end(struct binder_thread *thread, int ret)
{
	struct binder_proc *proc = thread->proc;

	if (ret == -EINPROGRESS)
		return ret;
	trace_binder_read_done(ret);
	binder_lock(proc->ctx);
	if (!list_empty(&proc->todo))
		binder_wake_proc_locked(proc, false);
	binder_unlock(proc->ctx);
	return write_read_end(thread, ret);
}

static int write_read(struct binder_thread *thread, u64 arg, unsigned int flags)
{
	struct binder_read *r = &thread->read;
	int ret = 0;

	if (env_copy_from_caller(thread, &r->bwr, arg, sizeof(r->bwr)))
		return -EFAULT;
	r->arg = arg;
	r->flags = flags;
	if (r->bwr.write_size) {
		ret = binder_write(thread, &r->bwr);
		trace_binder_write_done(ret);
	}
	if (ret < 0) {
		r->bwr.read_consumed = 0;
		return write_read_end(thread, ret);
	}
	if (!r->bwr.read_size)
		return write_read_end(thread, 0);
	return read_end(thread, binder_read_begin(thread));
}

static int set_max_threads(struct binder_thread *thread, u64 arg)
{
	u32 max;

	if (env_copy_from_caller(thread, &max, arg, sizeof(max)))
		return -EINVAL;
	binder_lock(thread->proc->ctx);
	thread->proc->max_threads = max;
	binder_unlock(thread->proc->ctx);
	return 0;
}

static int set_manager_ext(struct binder_thread *thread, u64 arg)
{
	struct flat_binder_object fp;

	if (env_copy_from_caller(thread, &fp, arg, sizeof(fp)))
		return -EINVAL;
	return binder_context_set_manager(thread, &fp);
}

static int set_manager(struct binder_thread *thread)
{
	struct flat_binder_object fp = { .flags = 0 };

	return binder_context_set_manager(thread, &fp);
}

static int get_version(struct binder_thread *thread, u64 arg)
{
	struct binder_version version = { .protocol_version = BINDER_CURRENT_PROTOCOL_VERSION };

	return env_copy_to_caller(thread, arg, &version, sizeof(version)) ? -EINVAL : 0;
}

static int get_node_debug_info(struct binder_thread *thread, u64 arg)
{
	struct binder_node_debug_info info;

	if (env_copy_from_caller(thread, &info, arg, sizeof(info)))
		return -EFAULT;
	binder_node_debug_info(thread->proc, &info);
	return env_copy_to_caller(thread, arg, &info, sizeof(info));
}

static int get_node_info_for_ref(struct binder_thread *thread, u64 arg)
{
	struct binder_node_info_for_ref info;
	int ret;

	if (env_copy_from_caller(thread, &info, arg, sizeof(info)))
		return -EFAULT;
	ret = binder_ref_node_info(thread->proc, &info);
	return ret ? ret : env_copy_to_caller(thread, arg, &info, sizeof(info));
}

static int freeze(struct binder_thread *thread, u64 arg)
{
	struct binder_freeze_info info;

	if (env_copy_from_caller(thread, &info, arg, sizeof(info)))
		return -EFAULT;
	return binder_freeze_begin(thread, &info);
}

static int get_frozen_info(struct binder_thread *thread, u64 arg)
{
	struct binder_frozen_status_info info;
	int ret;

	if (env_copy_from_caller(thread, &info, arg, sizeof(info)))
		return -EFAULT;
	ret = binder_frozen_info(&info);
	return ret ? ret : env_copy_to_caller(thread, arg, &info, sizeof(info));
}

static int enable_spam_detection(struct binder_thread *thread, u64 arg)
{
	u32 enable;

	if (env_copy_from_caller(thread, &enable, arg, sizeof(enable)))
		return -EFAULT;
	binder_lock(thread->proc->ctx);
	thread->proc->spam_detection = enable;
	binder_unlock(thread->proc->ctx);
	return 0;
}

static int get_extended_error(struct binder_thread *thread, u64 arg)
{
	struct binder_context *ctx = thread->proc->ctx;
	struct binder_extended_error ee;

	binder_lock(ctx);
	ee = thread->ee;
	memset(&thread->ee, 0, sizeof(thread->ee));
	thread->ee.command = BR_OK;
	binder_unlock(ctx);
	return env_copy_to_caller(thread, arg, &ee, sizeof(ee));
}

static int dispatch(struct binder_thread *thread, unsigned int cmd, u64 arg, unsigned int flags)
{
	switch (cmd) {
	case BINDER_WRITE_READ:
		return write_read(thread, arg, flags);
	case BINDER_SET_MAX_THREADS:
		return set_max_threads(thread, arg);
	case BINDER_SET_CONTEXT_MGR_EXT:
		return set_manager_ext(thread, arg);
	case BINDER_SET_CONTEXT_MGR:
		return set_manager(thread);
	case BINDER_VERSION:
		return get_version(thread, arg);
	case BINDER_GET_NODE_DEBUG_INFO:
		return get_node_debug_info(thread, arg);
	case BINDER_GET_NODE_INFO_FOR_REF:
		return get_node_info_for_ref(thread, arg);
	case BINDER_FREEZE:
		return freeze(thread, arg);
	case BINDER_GET_FROZEN_INFO:
		return get_frozen_info(thread, arg);
	case BINDER_ENABLE_ONEWAY_SPAM_DETECTION:
		return enable_spam_detection(thread, arg);
	case BINDER_GET_EXTENDED_ERROR:
		return get_extended_error(thread, arg);
	default:
		return -EINVAL;
	}
}

static int ioctl_end(struct binder_thread *thread, int ret)
{
	if (ret == -EINPROGRESS)
		return ret;
	binder_lock(thread->proc->ctx);
	thread->need_return = false;
	binder_unlock(thread->proc->ctx);
	trace_binder_ioctl_done(ret);
	return ret;
}

int binder_ioctl(struct binder_thread *thread, unsigned int cmd, u64 arg, unsigned int flags)
{
	if (WARN_ON_ONCE(thread->phase != BINDER_IDLE))
		return -EINVAL;
	trace_binder_ioctl(cmd, arg);
	if (cmd == BINDER_THREAD_EXIT) {
		binder_thread_exit(thread);
		trace_binder_ioctl_done(0);
		return 0;
	}
	return ioctl_end(thread, dispatch(thread, cmd, arg, flags));
}

int binder_thread_resume(struct binder_thread *thread)
{
	switch (thread->phase) {
	case BINDER_READ_WAIT:
	case BINDER_READ_FILES:
		return ioctl_end(thread, read_end(thread, binder_read_resume(thread)));
	case BINDER_FREEZE_WAIT:
		return ioctl_end(thread, binder_freeze_resume(thread));
	case BINDER_IDLE:
		break;
	}
	WARN_ON_ONCE(1);
	return -EINVAL;
}
