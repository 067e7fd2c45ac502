/* SPDX-License-Identifier: MIT */
/*
 * request.c - a request and the core: run, park, resume, answer
 *
 * A request runs until the core says that it waits; then the connection is parked
 * and goes on when it is woken, when its time is over, when the client took its
 * files, or when it cancels. Whatever way it ends, it is answered once.
 */
#include "daemon/daemon.h"

#include <errno.h>
#include <linux/err.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const u32 complete_alone[2] = { BR_NOOP, BR_TRANSACTION_COMPLETE };

/* The calling thread's record in the core. Return: 0, -ENOMEM. */
static int get_thread(struct env_thread *c)
{
	struct binder_thread *thread;

	if (c->thread)
		return 0;
	c->refs++;
	thread = binder_thread_get(c->process->proc, c->tid, c);
	if (IS_ERR(thread)) {
		c->refs--;
		return (int)PTR_ERR(thread);
	}
	c->thread = thread;
	return 0;
}

/* Memory that a large empty arena holds goes back with the next answer. */
static void offer_arena(struct env_thread *c)
{
	struct hgd_answer msg = {
		.header = { HGD_MAGIC, HGD_VERSION, HGD_ARENA, sizeof(msg), c->serial, 0 },
	};
	struct iovec iov = { &msg, sizeof(msg) };
	int fd = arena_renew(c->process);

	if (fd < 0)
		return;
	client_send(c, &iov, 1, &fd, 1);
	close(fd);
}

static void answer_write_read(struct env_thread *c, int result)
{
	const struct binder_write_read *bwr = &c->arg.bwr;
	u32 start = c->read_start;
	u32 read = bwr->read_consumed > start ? (u32)bwr->read_consumed - start : 0;
	struct hgd_answer answer = {
		.header = { HGD_MAGIC, HGD_VERSION, HGD_ANSWER, (u32)sizeof(answer) + read,
			    c->serial, 0 },
		.result = result,
		.write_consumed = c->write_consumed,
		.read_consumed = (u32)bwr->read_consumed,
	};
	/* In front of the stream, where there is room or what the client had before. */
	u8 *message = c->daemon->read + start - sizeof(answer);
	struct iovec iov = { message, sizeof(answer) + read };
	u32 first;

	if (start) {
		memcpy(&first, c->daemon->read, sizeof(first));
		if (first == BR_SPAWN_LOOPER)
			answer.header.flags = HGD_SPAWN_AT_START;
	}
	memcpy(message, &answer, sizeof(answer));
	client_send(c, &iov, 1, NULL, 0);
}

static void finish(struct env_thread *c, int result)
{
	c->busy = false;
	c->cancelled = false;
	c->woken = false;
	if (c->starved) {
		client_refuse(c, "no memory to say which descriptors it has to close");
		return;
	}
	if (c->n_to_close)
		files_send_close(c);
	if (!c->closed && c->process->arena.give_back)
		offer_arena(c);
	if (c->type == HGD_WRITE_READ)
		answer_write_read(c, result);
	else
		client_answer(c, result, c->arg.bytes, c->arg_size);
	c->read_high = 0;
	if (c->polled && c->thread)
		request_notice(c);
}

/*
 * Nothing but the notice that a reply was sent, and the client said that it need not know at once.
 */
static bool may_hold_back(const struct env_thread *c, int result)
{
	const struct binder_write_read *bwr = &c->arg.bwr;

	return (c->flags & HGD_LAZY_COMPLETE) && !c->lazy && !result &&
	       c->type == HGD_WRITE_READ && !c->read_start &&
	       bwr->read_consumed == sizeof(complete_alone) &&
	       bwr->write_consumed == bwr->write_size &&
	       !memcmp(c->daemon->read, complete_alone, sizeof(complete_alone));
}

static int run_ioctl(struct env_thread *c)
{
	return binder_ioctl(c->thread, c->cmd, c->arg_size ? ARG_ADDRESS : 0,
			    c->flags & HGD_NONBLOCK ? BINDER_IOCTL_NONBLOCK : 0);
}

/* A lazy read: the same buffer, filled on from behind the COMPLETE. */
static int read_on(struct env_thread *c)
{
	c->lazy = true;
	c->write_consumed = (u32)c->arg.bwr.write_consumed;
	c->arg.bwr.write_size = 0;
	c->arg.bwr.write_consumed = 0;
	return run_ioctl(c);
}

/* What the core said: parked, or done. */
static void ran(struct env_thread *c, int r)
{
	if (r != -EINPROGRESS && may_hold_back(c, r))
		r = read_on(c);
	if (r == -EINPROGRESS) {
		if (window_save_read(c) < 0) {
			client_refuse(c, "no memory to keep what it has read so far");
			return;
		}
		if (c->install.state == INSTALL_SEND)
			files_ask(c);
		return;
	}
	if (c->lazy) {
		/* What ended the wait without bringing anything must not swallow the COMPLETE. */
		if (r == -EINTR || r == -EAGAIN)
			r = 0;
	} else if (c->type == HGD_WRITE_READ) {
		c->write_consumed = (u32)c->arg.bwr.write_consumed;
	}
	finish(c, r);
}

static void start(struct env_thread *c)
{
	int r;

	c->busy = true;
	c->parked = false;
	c->woken = false;
	c->cancelled = false;
	c->lazy = false;
	c->read_high = 0;
	c->daemon->read_owner = c;
	r = run_ioctl(c);
	window_close(c->daemon);
	files_clear(c);
	ran(c, r);
}

void request_write_read(struct env_thread *c, const struct message *m)
{
	const struct hgd_write_read *msg = (const void *)m->header;

	if (window_open(c, m) < 0) {
		client_refuse(c, "malformed WRITE_READ");
		return;
	}
	if (get_thread(c) < 0) {
		window_close(c->daemon);
		files_clear(c);
		client_refuse(c, "limit of threads of one process");
		return;
	}
	c->read_start = msg->read_consumed;
	if (c->read_start > msg->read_size || c->read_start > HGD_READ_MAX)
		c->read_start = msg->read_size < HGD_READ_MAX ? msg->read_size : HGD_READ_MAX;
	c->arg.bwr = (struct binder_write_read){
		.write_size = msg->write_size,
		.write_buffer = msg->write_buffer,
		.read_size = msg->read_size < HGD_READ_MAX ? msg->read_size : HGD_READ_MAX,
		.read_consumed = c->read_start,
		.read_buffer = msg->read_buffer,
	};
	c->cmd = BINDER_WRITE_READ;
	c->arg_size = sizeof(c->arg.bwr);
	if (c->read_start)
		memset(c->daemon->read, 0, sizeof(u32));
	start(c);
}

/* A frozen process serves nobody. In the kernel it is the device's mode that says who may. */
static bool freezes_another(const struct env_thread *c, const struct hgd_ioctl *msg)
{
	struct binder_freeze_info info;

	if (msg->cmd != BINDER_FREEZE || msg->size < sizeof(info))
		return false;
	memcpy(&info, msg + 1, sizeof(info));
	return process_is_anothers(c->daemon, (pid_t)info.pid, c->euid);
}

void request_ioctl(struct env_thread *c, const struct message *m)
{
	const struct hgd_ioctl *msg = (const void *)m->header;

	if (m->size < sizeof(*msg) || msg->size > HGD_IOCTL_MAX ||
	    m->size != sizeof(*msg) + msg->size || msg->cmd == BINDER_WRITE_READ) {
		client_refuse(c, "malformed IOCTL");
		return;
	}
	if (freezes_another(c, msg)) {
		client_answer(c, -EPERM, NULL, 0);
		return;
	}
	if (get_thread(c) < 0) {
		client_answer(c, -ENOMEM, NULL, 0);
		return;
	}
	c->cmd = msg->cmd;
	c->arg_size = msg->size;
	memcpy(c->arg.bytes, msg + 1, msg->size);
	start(c);
}

void request_resume(struct env_thread *c)
{
	if (c->closed || !c->parked)
		return;
	c->parked = false;
	list_del_init(&c->timer_entry);
	window_load_read(c);
	ran(c, binder_thread_resume(c->thread));
}

void request_cancel(struct env_thread *c, const struct message *m)
{
	if (!c->busy || c->serial != m->header->serial)
		return; /* the answer is on its way */
	c->cancelled = true;
	if (c->install.state == INSTALL_NONE)
		loop_wake(c);
}

void request_files_taken(struct env_thread *c, const struct message *m)
{
	const struct hgd_files *msg = (const void *)m->header;
	struct install *in = &c->install;
	u32 want = in->sent - in->taken;

	if (in->state != INSTALL_WAIT || m->size < sizeof(*msg) ||
	    m->size != sizeof(*msg) + (u64)msg->n_files * sizeof(s32) ||
	    msg->n_files != (msg->result < 0 ? 0 : want)) {
		client_refuse(c, "malformed FILES_TAKEN");
		return;
	}
	files_answered(c, msg, msg->n_files);
}

void request_notice(struct env_thread *c)
{
	struct hgd_answer msg = {
		.header = { HGD_MAGIC, HGD_VERSION, HGD_NOTICE, sizeof(msg), 0, 0 },
	};
	struct iovec iov = { &msg, sizeof(msg) };

	if (c->closed || c->busy || c->noticed || !c->thread || !binder_poll(c->thread))
		return;
	c->noticed = true;
	client_send(c, &iov, 1, NULL, 0);
}

void request_poll(struct env_thread *c, const struct message *m)
{
	if (get_thread(c) < 0) {
		client_answer(c, -ENOMEM, NULL, 0);
		return;
	}
	c->polled = true;
	client_answer(c, binder_poll(c->thread), NULL, 0);
	request_notice(c);
}
