/* SPDX-License-Identifier: MIT */
/*
 * files.c - descriptors on their way
 *
 * In: those that came with a request wait under the numbers they have in the
 * client until its commands have run. Out, in three phases: the client is sent
 * the files, answers with the numbers it gave them, and only then the core writes
 * those into the buffer and the read goes on.
 */
#include "daemon/daemon.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/err.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct file *file_new(struct env_thread *c, int fd)
{
	struct file *file = malloc(sizeof(*file));

	if (!file)
		return NULL;
	file->daemon = c->daemon;
	file->kind = FILE_PASSED;
	file->fd = fd;
	file->refs = 1;
	file->account = account_get(c->daemon, c->account->uid);
	if (!file->account) {
		free(file);
		return NULL;
	}
	file->account->n_files++;
	return file;
}

void env_file_put(struct file *file)
{
	if (!file || --file->refs)
		return;
	closer_put(file->daemon, file);
}

void files_unwanted(struct env_thread *c, const int *fds, unsigned int n)
{
	for (unsigned int i = 0; i < n; i++) {
		struct file *file = fds[i] >= 0 ? file_new(c, fds[i]) : NULL;

		if (file)
			env_file_put(file);
		else if (fds[i] >= 0)
			close(fds[i]);
	}
}

int files_add(struct env_thread *c, const struct message *m, const s32 *numbers, unsigned int n)
{
	struct client_file *files;

	if (!n)
		return 0;
	if (c->n_files + n > HGD_FILES_AHEAD_MAX)
		return -EBADMSG;
	if (c->account->n_files + n > c->daemon->limits.user_files) {
		log_line("descriptors of process %d were dropped: limit --max-user-files",
			 c->peer.pid);
		return 0; /* to the core they are no descriptors */
	}
	files = realloc(c->files, (c->n_files + n) * sizeof(*files));
	if (!files)
		return 0;
	c->files = files;
	for (unsigned int i = 0; i < n; i++) {
		struct file *file = file_new(c, m->fds[i]);

		if (!file)
			return 0;
		m->fds[i] = -1;
		memcpy(&files[c->n_files].number, &numbers[i], sizeof(*numbers));
		files[c->n_files++].file = file;
	}
	return 0;
}

void files_clear(struct env_thread *c)
{
	if (!c->files)
		return;
	for (unsigned int i = 0; i < c->n_files; i++)
		env_file_put(c->files[i].file);
	free(c->files);
	c->files = NULL;
	c->n_files = 0;
}

/* A descriptor opened with O_PATH is none for the kernel's driver. */
static bool is_path_only(const struct file *file)
{
	int flags = fcntl(file->fd, F_GETFL);

	return flags < 0 || (flags & O_PATH);
}

struct file *env_file_get(struct binder_thread *thread, int fd)
{
	struct env_thread *c = binder_thread_env(thread);

	for (unsigned int i = 0; i < c->n_files; i++) {
		struct file *file = c->files[i].file;

		if (c->files[i].number != fd)
			continue;
		if (is_path_only(file))
			break;
		file->refs++;
		return file;
	}
	return ERR_PTR(-EBADF);
}

void files_forget(struct env_thread *c)
{
	free(c->install.numbers);
	memset(&c->install, 0, sizeof(c->install));
}

/*
 * The client shall close @fd of its own, before its answer. What cannot be said to it costs it the
 * connection, but not before the core is done with it.
 */
static void close_there(struct env_thread *c, int fd)
{
	int *more = realloc(c->to_close, (c->n_to_close + 1) * sizeof(*more));

	if (!more) {
		c->starved = true;
		return;
	}
	c->to_close = more;
	c->to_close[c->n_to_close++] = fd;
}

/* The numbers that the client gave are of no use. */
static void close_taken(struct env_thread *c)
{
	for (unsigned int i = 0; i < c->install.taken; i++)
		close_there(c, c->install.numbers[i]);
}

static int install_begin(struct env_thread *c, struct list_head *slots)
{
	struct install *in = &c->install;
	struct env_file_slot *slot;

	list_for_each_entry(slot, slots, entry)
		in->n++;
	if (!in->n)
		return 0;
	in->numbers = calloc(in->n, sizeof(*in->numbers));
	if (!in->numbers) {
		files_forget(c);
		return -ENOMEM;
	}
	in->slots = slots;
	in->state = INSTALL_SEND;
	c->parked = true;
	return -EINPROGRESS;
}

int env_files_install(struct binder_thread *thread, struct list_head *slots)
{
	struct env_thread *c = binder_thread_env(thread);
	struct install *in = &c->install;
	struct env_file_slot *slot;
	unsigned int i = 0;
	int r;

	if (in->state == INSTALL_NONE)
		return install_begin(c, slots);
	if (in->state != INSTALL_DONE) {
		c->parked = true;
		return -EINPROGRESS;
	}
	r = in->result;
	if (r < 0) {
		close_taken(c);
	} else {
		list_for_each_entry(slot, slots, entry) {
			slot->fd = in->numbers[i++];
			env_file_put(slot->file);
			slot->file = NULL;
		}
	}
	files_forget(c);
	return r;
}

void env_files_uninstall(struct binder_thread *thread, struct list_head *slots)
{
	struct env_file_slot *slot;

	list_for_each_entry(slot, slots, entry) {
		if (slot->fd >= 0)
			env_fd_close(thread, slot->fd);
		slot->fd = -1;
	}
}

void env_fd_close(struct binder_thread *thread, int fd)
{
	close_there(binder_thread_env(thread), fd);
}

static void install_done(struct env_thread *c, int result)
{
	c->install.state = INSTALL_DONE;
	c->install.result = result;
	loop_wake(c);
}

void files_ask(struct env_thread *c)
{
	struct install *in = &c->install;
	struct hgd_answer msg = {
		.header = { HGD_MAGIC, HGD_VERSION, HGD_TAKE_FILES, sizeof(msg), c->serial, 0 },
	};
	struct iovec iov = { &msg, sizeof(msg) };
	int fds[HGD_FILES_MAX];
	struct env_file_slot *slot;
	unsigned int i = 0, n = 0;

	list_for_each_entry(slot, in->slots, entry)
		if (i++ >= in->sent && n < HGD_FILES_MAX)
			fds[n++] = slot->file->fd;
	msg.result = (s32)n;
	in->sent += n;
	in->state = INSTALL_WAIT;
	if (client_send(c, &iov, 1, fds, n) < 0)
		install_done(c, -EMFILE);
}

void files_answered(struct env_thread *c, const struct hgd_files *msg, unsigned int n)
{
	struct install *in = &c->install;

	if (msg->result < 0) {
		install_done(c, msg->result == -ENOMEM ? -ENOMEM : -EMFILE);
		return;
	}
	memcpy(in->numbers + in->taken, msg + 1, n * sizeof(*in->numbers));
	in->taken += n;
	if (in->taken < in->n)
		files_ask(c);
	else
		install_done(c, 0);
}

void files_send_close(struct env_thread *c)
{
	unsigned int at = 0;

	while (at < c->n_to_close && !c->closed) {
		unsigned int left = c->n_to_close - at;
		unsigned int n = left < HGD_FILES_MAX ? left : HGD_FILES_MAX;
		struct hgd_answer msg = {
			.header = { HGD_MAGIC, HGD_VERSION, HGD_CLOSE_FILES,
				    (u32)(sizeof(msg) + n * sizeof(s32)), c->serial, 0 },
			.result = (s32)n,
		};
		struct iovec iov[2] = {
			{ &msg, sizeof(msg) },
			{ c->to_close + at, n * sizeof(*c->to_close) },
		};

		client_send(c, iov, 2, NULL, 0);
		at += n;
	}
	free(c->to_close);
	c->to_close = NULL;
	c->n_to_close = 0;
}
