/* SPDX-License-Identifier: MIT */
/*
 * daemon.h - hideglue-driverd, inside
 *
 * One thread, one epoll loop. The core runs inside the handling of a message and
 * never blocks: what would sleep is parked and resumed from the loop. Nothing is
 * freed while a batch of events is being handled, since a later event of the
 * batch may name it; closed clients are reaped after it.
 *
 *	main.c		the program
 *	options.c	its command line
 *	start.c		the daemon's start and end
 *	listen.c	the socket's folder, lock and name
 *	activate.c	or the socket that a service manager passes
 *	loop.c		events, parked threads that were woken, timers
 *	look.c		a look for the next message before the loop sleeps
 *	accept.c	new connections, limits of each user
 *	client.c	a connection: receive, check, answer, end
 *	process.c	the connections of one process: open, join, death
 *	request.c	a request and the core: run, park, resume, answer
 *	window.c	the caller's memory as far as it was handed over
 *	arena.c		receive and send arenas
 *	files.c		descriptors on their way
 *	closer.c	closes them, in threads of its own: that can take for ever
 *	env.c		identity and waiting, for the core
 *	debug.c		counts and state for people
 */
#ifndef HIDEGLUE_DAEMON_H
#define HIDEGLUE_DAEMON_H

#include <linux/types.h>
#include <linux/list.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "core/binder.h"
#include "core/env.h"
#include "uapi/binder.h"
#include "uapi/daemon.h"

struct daemon;
struct account;

/** What one user, one process and all together may hold. */
struct daemon_limits {
	unsigned int clients;		/* connections in all */
	unsigned int user_clients;	/* of one user */
	unsigned int process_clients;	/* of one process */
	unsigned int user_processes;
	unsigned int user_files;	/* descriptors of a user that the daemon holds */
	u64 user_arena;			/* bytes of receive and send arenas */
	u64 user_memory;		/* bytes of receive arenas that have memory, and kept otherwise */
};

/** What epoll knows: whose event it is. */
struct watch {
	void (*ready)(struct watch *watch, u32 events);
};

/** A user: what its processes hold together. */
struct account {
	struct list_head entry;
	unsigned int uid;
	unsigned int refs;
	unsigned int n_clients;
	unsigned int n_processes;
	unsigned int n_files;
	unsigned int n_closing;		/* by a worker now */
	struct list_head to_close;	/* files that wait for it */
	u64 arena_bytes;
	u64 memory;			/* of the receive arenas, and what is kept otherwise */
};

/** Threads that close descriptors of clients. */
struct closer {
	pthread_mutex_t lock;
	pthread_cond_t cond;		/* work, or the end */
	pthread_cond_t progress;	/* something was closed, or a worker ended */
	struct list_head todo, done;	/* struct file */
	unsigned int n_todo;
	unsigned int n_workers;
	unsigned int n_idle;
	bool stop;
	int event_fd;			/* something is done */
	struct watch watch;
};

/** What a file counts as until it is closed. */
enum file_kind {
	FILE_PASSED,		/* handed over by a client: of its user's files */
	FILE_CLIENT,		/* a connection: of the clients */
	FILE_REFUSED,		/* one that was turned away */
};

/** A descriptor that a client handed over, or its connection. */
struct file {
	struct list_head entry;		/* on its way to be closed */
	struct daemon *daemon;
	enum file_kind kind;
	int fd;
	unsigned int refs;
	struct account *account;
};

/** A file of the request that is about to run. */
struct client_file {
	int number;		/* in the client */
	struct file *file;
};

/** A message that the client was too slow for. */
struct queued {
	struct list_head entry;
	size_t size;
	unsigned int n_fds;
	int fds[HGD_FILES_MAX];
	u8 bytes[];
};

enum install_state {
	INSTALL_NONE,
	INSTALL_SEND,		/* the next part is to be sent */
	INSTALL_WAIT,		/* the client was asked to take a part */
	INSTALL_DONE,
};

/** Files on their way into a client: prepare, install, commit. */
struct install {
	enum install_state state;
	int result;
	struct list_head *slots;	/* the core's, good while the thread is parked here */
	unsigned int n;
	unsigned int sent;
	unsigned int taken;
	int *numbers;			/* in the client, n of them */
};

#define CLIENT_SAVED 64

/* Where the core finds the argument of an ioctl; no user address is as large. */
#define ARG_ADDRESS (1ULL << 63)

/** A connection, which is a binder thread. The core's struct env_thread. */
struct env_thread {
	struct watch watch;
	struct daemon *daemon;
	struct list_head entry;		/* daemon->clients, or daemon->dead */
	struct list_head sibling;	/* process->clients */
	struct list_head run_entry;	/* daemon->runnable */
	struct list_head notice_entry;	/* daemon->notices */
	struct list_head timer_entry;	/* daemon->timers */
	struct env_proc *process;	/* NULL before OPEN or JOIN */
	struct binder_thread *thread;	/* NULL before its first command and after THREAD_EXIT */
	struct account *account;
	unsigned int refs;		/* the loop's and the core's */
	int fd;
	struct file *socket;		/* @fd, for the closer */
	int tid;
	struct ucred peer;		/* at connect */
	u32 euid;			/* of the last message */
	bool closed;
	bool polled;			/* wants notices */
	bool noticed;			/* has one that it has not answered to */

	/* The request under way. */
	bool busy;
	bool parked;			/* in env_wait() or env_files_install() */
	bool woken;			/* before it parked */
	bool cancelled;
	bool lazy;			/* holds back a TRANSACTION_COMPLETE */
	u8 type;
	u32 serial;
	u32 flags;
	u32 cmd;			/* of an ioctl */
	u32 write_consumed;
	u32 read_start;			/* read_consumed at entry */
	s64 deadline_ms;
	union {
		struct binder_write_read bwr;
		u8 bytes[HGD_IOCTL_MAX];
	} arg;
	size_t arg_size;
	u32 read_high;			/* bytes of the read buffer that were written */
	u8 saved[CLIENT_SAVED];		/* them, while parked */
	u8 *saved_more;			/* where they do not fit */
	u32 saved_size;			/* of that */

	struct client_file *files;	/* handed over for this request */
	unsigned int n_files;
	struct install install;
	int *to_close;			/* descriptors the client closes before its answer */
	unsigned int n_to_close;
	bool starved;			/* not all of them are there */

	struct list_head out;		/* struct queued */
	size_t out_bytes;
	unsigned int out_n;
	u32 watched;			/* epoll events */
};

#define ARENA_PAGES (BINDER_ARENA_MAX / 4096)

/** A receive arena, or two of the same content while the client changes over. */
struct arena {
	u8 *map;
	u8 *next;
	size_t size;
	unsigned int n_used;		/* pages that hold something */
	unsigned int n_resident;	/* pages that have memory; of @next where there is one */
	unsigned int n_old;		/* of @map, until it is given up */
	u64 used[ARENA_PAGES / 64];
	u64 resident[ARENA_PAGES / 64];
	bool give_back;			/* stood empty when it was large */
	bool unmapped;			/* the client has it no more */
	u8 *send;			/* the client's, it writes while we read */
	size_t send_size;
};

/** A process as far as it opened us once. The core's struct env_proc. */
struct env_proc {
	struct watch watch;		/* of its pidfd */
	struct daemon *daemon;
	struct list_head entry;		/* daemon->processes, or daemon->dead_processes */
	struct list_head release_entry;	/* daemon->releasing */
	struct list_head clients;
	unsigned int n_clients;
	unsigned int refs;		/* the loop's and the core's */
	struct binder_proc *proc;
	struct account *account;
	int pidfd;			/* -1: not visible from here */
	pid_t pid;
	unsigned int uid;
	pid_t ns_pid;			/* in its own pid namespace */
	u64 ns;				/* that namespace; 0 unknown */
	bool foreign_ns;		/* not ours */
	bool released;
	char *label;
	size_t label_size;
	u8 secret[HGD_SECRET_SIZE];
	struct arena arena;
};

/** What the commands of the running message may name. */
struct windows {
	struct env_thread *client;	/* whose; NULL: none */
	u64 write_at;
	const u8 *write;
	size_t write_size;
	unsigned int n_regions;
	struct hgd_region regions[HGD_REGIONS_MAX];
	const u8 *bytes[HGD_REGIONS_MAX];	/* NULL: in the send arena, at regions[].place */
};

/** When a look goes before sleep. */
enum look_when {
	LOOK_ONE_CPU,		/* where the daemon may run on one CPU only */
	LOOK_NEVER,
	LOOK_ALWAYS,
};

/** Looking for the next message before going to sleep. */
struct look {
	enum look_when when;
	bool one_cpu;			/* when last asked */
	unsigned int until_cpus;	/* waits until that is asked again */
	struct env_thread *expected;	/* sent to last; NULL: it is gone */
	unsigned int budget;		/* looks left until epoll is asked */
	unsigned int allowance;		/* what the budget starts from */
	unsigned int pause;		/* waits to go without a look */
	unsigned int n_vain;		/* looks in a row that brought nothing */
	unsigned int debt;		/* grows with each slow look, sinks with quick ones */
	unsigned int n_slow;		/* how often that was too much */
};

struct daemon {
	int epoll_fd;
	int listen_fd;
	int signal_fd;
	int lock_fd;
	int spare_fd;			/* given up to be able to turn somebody away */
	struct watch listen_watch, signal_watch;
	char *path;			/* of the socket */
	u64 path_dev, path_ino;
	bool bound;
	bool deaf;			/* not listening until a descriptor is free */
	s64 deaf_until_ms;		/* one may be, elsewhere in the machine */
	bool stop;
	bool verbose;
	unsigned int socket_mode;
	gid_t group;			/* of the socket; -1: as it comes */
	struct daemon_limits limits;
	struct binder_context *context;
	struct list_head clients, processes, accounts;
	struct list_head runnable, notices, timers;
	struct look look;
	struct list_head dead, dead_processes;
	struct list_head releasing;	/* the core lets go of what they held, bit by bit */
	unsigned int n_clients, n_processes, n_files;
	int last_tid;
	struct windows windows;
	struct closer closer;
	struct env_thread *read_owner;	/* whose bytes are in read */
	u8 *read;			/* HGD_READ_MAX bytes of a read buffer, in answer */
	u8 answer[sizeof(struct hgd_answer) + HGD_READ_MAX];
	u8 rx[HGD_MESSAGE_MAX];
	u64 n_messages, n_refused, bytes_copied;
};

/* log.c: one line on stderr, so many a second. */
__attribute__((format(printf, 1, 2))) void log_line(const char *format, ...);

/* listen.c */
/** Makes the folder, takes the lock, binds. Says what is wrong. Return: 0 or -errno. */
int listen_open(struct daemon *d);
void listen_close(struct daemon *d);
/** The path without --socket. Return: 0, -ENAMETOOLONG. */
int listen_default_path(char *path, size_t size);

/* activate.c */
/**
 * Takes the socket that is passed to this process, if one is; before any thread is started. Says
 * what is wrong with it.
 * Return: 1, 0 (none is), -errno.
 */
int activate_socket(struct daemon *d);
/** Tells @state to the service manager that waits for it; nothing happens where none does. */
void activate_notify(const char *state);

/* loop.c */
int loop_init(struct daemon *d);
void loop_fini(struct daemon *d);
int loop_run(struct daemon *d);
int loop_watch(struct daemon *d, int fd, struct watch *watch, u32 events);
void loop_unwatch(struct daemon *d, int fd);
void loop_wake(struct env_thread *c);
s64 loop_now_ms(void);

/* look.c */
/** Instead of sleeping: one message of the client that is expected to have one. Return: it had. */
bool look_ahead(struct daemon *d);
/** Epoll was asked. @alone: nobody had anything to say but the one who was expected. */
void look_again(struct daemon *d, bool alone);

/* accept.c */
/* Where no descriptor is left, and none of ours is closed: time to the next try. */
#define ACCEPT_AGAIN_MS 200
void accept_ready(struct watch *watch, u32 events);
/** A descriptor was closed, or some time went by: listens again where none was left. */
void accept_again(struct daemon *d);
struct account *account_get(struct daemon *d, unsigned int uid);
void account_put(struct account *account);
/** @n bytes more that are kept for a user. Return: 0, -ENOMEM: over --max-user-memory. */
int account_charge(struct daemon *d, struct account *account, size_t n);
void account_uncharge(struct account *account, size_t n);

/* client.c */
struct env_thread *client_new(struct daemon *d, int fd, const struct ucred *peer);
/** Ends the connection and its thread; memory goes after the batch. */
void client_close(struct env_thread *c);
/** client_close() with a line in the log that says what was wrong. */
__attribute__((format(printf, 2, 3))) void client_refuse(struct env_thread *c, const char *format,
							 ...);
void client_put(struct env_thread *c);
/** One message, if there is one. Return: there was one, or the end of the connection. */
bool client_receive(struct env_thread *c);
/**
 * One message; queued where the client is slow.
 * Return: 0, -ETOOMANYREFS; a broken connection is closed.
 */
int client_send(struct env_thread *c, struct iovec *iov, int n_iov, const int *fds,
		unsigned int n_fds);
int client_answer(struct env_thread *c, int result, const void *data, size_t size);

/** What came with a message. */
struct message {
	const struct hgd_header *header;
	size_t size;
	const struct ucred *cred;
	int *fds;		/* taken ones are set to -1 */
	unsigned int n_fds;
	bool cut;		/* we had no room for all of its descriptors */
};

/* process.c */
void process_open(struct env_thread *c, const struct message *m);
void process_join(struct env_thread *c, const struct message *m);
/** A receive arena for a process that has none yet, as mmap() of a device gives it; its end. */
void process_map(struct env_thread *c, const struct message *m);
void process_unmap(struct env_thread *c);
/** @c is gone; with the last one goes the process. */
void process_leave(struct env_thread *c);
/** Processes with @pid are not all of user @euid, who is not root either. */
bool process_is_anothers(const struct daemon *d, pid_t pid, unsigned int euid);
/** The process is dead, or has no connection any more. */
void process_release(struct env_proc *p);
/** Lets go of a part of what dead processes held; to be called until daemon->releasing is empty. */
void process_release_some(struct daemon *d);

/* request.c */
void request_write_read(struct env_thread *c, const struct message *m);
void request_ioctl(struct env_thread *c, const struct message *m);
void request_cancel(struct env_thread *c, const struct message *m);
void request_poll(struct env_thread *c, const struct message *m);
void request_files_taken(struct env_thread *c, const struct message *m);
/** @c was woken, or its time is over. */
void request_resume(struct env_thread *c);
void request_notice(struct env_thread *c);

/* window.c */
/** Takes the parts of a message apart. Return: 0, -EBADMSG. */
int window_open(struct env_thread *c, const struct message *m);
void window_close(struct daemon *d);
/** The read buffer's bytes are @c's again, or are kept while another runs. Return: 0, -ENOMEM. */
void window_load_read(struct env_thread *c);
int window_save_read(struct env_thread *c);
/** What was kept is not needed any more. */
void window_drop_read(struct env_thread *c);

/* arena.c */
int arena_init(struct env_proc *p, size_t map_size, size_t send_size, int *fds);
/**
 * A receive arena of @size in place of the one of no use that a process without a map has.
 * Return: its memfd, -EBUSY (it was mapped before), -ENOMEM.
 */
int arena_map(struct env_proc *p, u64 map_base, size_t size);
void arena_fini(struct env_proc *p);
/**
 * A fresh receive arena in place of a large empty one.
 * Return: its memfd, -1 where there is no need or no memory.
 */
int arena_renew(struct env_proc *p);
void arena_renewed(struct env_proc *p);
void arena_catch_bus_errors(void);
/** memcpy() from memory that a client may not have been given. Return: 0, -EFAULT. */
int arena_copy_guarded(void *to, const void *from, size_t n);

/* files.c */
/** The descriptors of @m under the @numbers they have in the client. Return: 0, -EBADMSG. */
int files_add(struct env_thread *c, const struct message *m, const s32 *numbers, unsigned int n);
void files_clear(struct env_thread *c);
void files_ask(struct env_thread *c);
void files_answered(struct env_thread *c, const struct hgd_files *msg, unsigned int n);
void files_forget(struct env_thread *c);
void files_send_close(struct env_thread *c);

/** Descriptors that came with a message and were not asked for. */
void files_unwanted(struct env_thread *c, const int *fds, unsigned int n);

/* closer.c */
int closer_init(struct daemon *d);
/** Waits a moment for what is being closed. */
void closer_fini(struct daemon *d);
/** The last reference to @file is gone: it is closed some time, and counted until then. */
void closer_put(struct daemon *d, struct file *file);
/**
 * The file that @fd, a connection of @account's user, is to the closer.
 * Return: NULL without memory.
 */
struct file *closer_socket(struct daemon *d, struct account *account, int fd,
			   enum file_kind kind);
/** Ends a connection: its other end hears of it at once, what it had not read goes some time. */
void closer_hang_up(struct file *file);

/* debug.c */
void debug_answer(struct env_thread *c, const struct message *m);

#endif /* HIDEGLUE_DAEMON_H */
