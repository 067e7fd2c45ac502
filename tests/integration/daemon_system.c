/* SPDX-License-Identifier: MIT */
/*
 * daemon_system.c - hideglue-driverd as the system's: a socket that is passed, a group, its place
 *
 * The launcher here does what a service manager does: it listens, and starts the daemon with the
 * descriptor when it likes.
 */
#include "integration/daemon_support.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/check_tap.h"

#define GROUP 54321
#define MEMBER 12345
#define STRANGER 12346

static struct test_daemon t;

/* What a launcher hands over besides the descriptors. */
struct launch {
	int fds[3];
	int n_fds;
	const char *names;	/* NULL: none */
	const char *pid;	/* NULL: the daemon's own */
	const char *notify;
	const char *option, *value;
	int log;		/* where its stderr goes; 0: as ours */
};

static void make_dir(void)
{
	test_daemon_folder(&t);
	snprintf(t.socket, sizeof(t.socket), "%s/binder.sock", t.dir);
}

static int listening(int type, const char *path)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, type | SOCK_CLOEXEC, 0);

	ck_assert_int_ge(fd, 0);
	strcpy(addr.sun_path, path);
	ck_assert_int_eq(bind(fd, (const struct sockaddr *)&addr, sizeof(addr)), 0);
	if (type != SOCK_DGRAM)
		ck_assert_int_eq(listen(fd, 16), 0);
	return fd;
}

static void __attribute__((noreturn)) exec_launched(const struct launch *l)
{
	const char *builddir = getenv("top_builddir");
	char program[4096], number[16];
	int high[3];

	for (int i = 0; i < l->n_fds; i++)
		high[i] = fcntl(l->fds[i], F_DUPFD, 20);
	for (int i = 0; i < l->n_fds; i++)
		dup2(high[i], 3 + i);
	if (l->log)
		dup2(l->log, 2);
	for (int i = 3 + l->n_fds; i < 64; i++)
		close(i);
	snprintf(number, sizeof(number), "%d", (int)getpid());
	setenv("LISTEN_PID", l->pid ? l->pid : number, 1);
	snprintf(number, sizeof(number), "%d", l->n_fds);
	setenv("LISTEN_FDS", number, 1);
	if (l->names)
		setenv("LISTEN_FDNAMES", l->names, 1);
	if (l->notify)
		setenv("NOTIFY_SOCKET", l->notify, 1);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	snprintf(program, sizeof(program), "%s/hideglue-driverd", builddir ? builddir : ".");
	execl(program, program, l->option, l->value, NULL);
	_exit(127);
}

static void launch(const struct launch *l)
{
	t.pid = fork();
	ck_assert_int_ge(t.pid, 0);
	if (!t.pid)
		exec_launched(l);
}

static int end_of_daemon(int sig)
{
	int status;

	if (sig)
		kill(t.pid, sig);
	ck_assert_int_eq(waitpid(t.pid, &status, 0), t.pid);
	return status;
}

static void remove_dir(void)
{
	unlink(t.socket);
	ck_assert_int_eq(rmdir(t.dir), 0);
}

/* Says OPEN before there is a daemon: with its credentials, or as the kernel knows them. */
static int speak_early(bool says_who)
{
	struct hgd_open msg = { .header = { HGD_MAGIC, HGD_VERSION, HGD_OPEN, sizeof(msg), 1, 0 } };
	int fd = raw_connect(&t);

	if (says_who)
		ck_assert_int_eq(raw_send(fd, &msg, sizeof(msg), NULL, 0), 0);
	else
		ck_assert_int_eq(send(fd, &msg, sizeof(msg), 0), sizeof(msg));
	return fd;
}

static void expect_opened(int fd)
{
	struct {
		struct hgd_answer answer;
		struct hgd_opened opened;
	} back;
	int fds[2];
	size_t n;

	ck_assert_int_eq(raw_receive(fd, &back, sizeof(back), fds, &n), sizeof(back));
	ck_assert_int_eq(back.answer.result, 0);
	close(fds[0]);
	close(fds[1]);
	close(fd);
}

/* Whoever came before the daemon was started is served, and the socket outlives the daemon. */
START_TEST(activated)
{
	struct launch l = { .n_fds = 1 };
	int early[2];

	make_dir();
	l.fds[0] = listening(SOCK_SEQPACKET, t.socket);
	for (int round = 0; round < 3; round++) {
		early[0] = speak_early(true);
		early[1] = speak_early(false);
		launch(&l);
		expect_opened(early[0]);
		expect_opened(early[1]);
		test_server_start(&t);
		test_good_client(&t);
		test_server_stop(&t);
		if (round == 1) {
			end_of_daemon(SIGKILL);
			continue;
		}
		ck_assert_int_eq(end_of_daemon(SIGTERM), 0);
		ck_assert_int_eq(access(t.socket, F_OK), 0);
	}
	close(l.fds[0]);
	remove_dir();
}
END_TEST

START_TEST(chosen_by_name)
{
	char other[160];
	struct launch l = { .n_fds = 3, .names = "one:binder:other" };

	make_dir();
	snprintf(other, sizeof(other), "%s/other.sock", t.dir);
	l.fds[0] = open("/dev/null", O_RDONLY | O_CLOEXEC);
	l.fds[1] = listening(SOCK_SEQPACKET, t.socket);
	l.fds[2] = listening(SOCK_SEQPACKET, other);
	launch(&l);
	test_server_start(&t);
	test_good_client(&t);
	test_server_stop(&t);
	ck_assert_int_eq(end_of_daemon(SIGTERM), 0);
	unlink(other);
	remove_dir();
}
END_TEST

START_TEST(says_that_it_is_ready)
{
	char path[160], text[64] = "";
	struct launch l = { .n_fds = 1, .notify = path };
	int notify;

	make_dir();
	snprintf(path, sizeof(path), "%s/notify.sock", t.dir);
	notify = listening(SOCK_DGRAM, path);
	l.fds[0] = listening(SOCK_SEQPACKET, t.socket);
	launch(&l);
	ck_assert_int_gt(raw_receive(notify, text, sizeof(text) - 1, NULL, NULL), 0);
	ck_assert_str_eq(text, "READY=1");
	ck_assert_int_eq(end_of_daemon(SIGTERM), 0);
	unlink(path);
	remove_dir();
}
END_TEST

/* What the daemon cannot use, and the words in which it says so. */
static const struct refusal {
	int type;		/* of the first socket; 0: not a socket at all */
	int n_fds;
	const char *names;
	const char *option;
	const char *words;
} refusals[] = {
	{ SOCK_STREAM, 1, NULL, NULL, "ListenSequentialPacket=" },
	{ SOCK_DGRAM, 1, "binder", NULL, "ListenSequentialPacket=" },
	{ 0, 1, NULL, NULL, "ListenSequentialPacket=" },
	{ SOCK_SEQPACKET, 2, NULL, NULL, "FileDescriptorName=binder" },
	{ SOCK_SEQPACKET, 2, "a:b", NULL, "FileDescriptorName=binder" },
	{ SOCK_SEQPACKET, 2, "binder1:", NULL, "FileDescriptorName=binder" },
	{ SOCK_SEQPACKET, 1, NULL, "--socket", "leave one of them out" },
};

START_TEST(refused)
{
	const struct refusal *r = &refusals[_i];
	struct launch l = { .n_fds = r->n_fds, .names = r->names, .option = r->option,
			    .value = r->option ? "/tmp/x/y" : NULL };
	char text[1024] = "";
	int log[2], status;

	make_dir();
	ck_assert_int_eq(pipe(log), 0);
	l.log = log[1];
	l.fds[0] = r->type ? listening(r->type, t.socket) : open("/dev/null", O_RDONLY);
	l.fds[1] = open("/dev/null", O_RDONLY);
	launch(&l);
	close(log[1]);
	status = end_of_daemon(0);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	ck_assert_int_gt(read(log[0], text, sizeof(text) - 1), 0);
	ck_assert_msg(strstr(text, r->words), "%s", text);
	remove_dir();
}
END_TEST

/* Descriptors that are another process's are not taken: the daemon makes a socket of its own. */
START_TEST(meant_for_another)
{
	static const char *const pids[] = { "1", "", "12x", "-1", "99999999999999999999" };
	struct launch l = { .n_fds = 1, .pid = pids[_i], .option = "--socket", .value = t.socket };
	char theirs[160];
	int ready = 0;

	make_dir();
	snprintf(theirs, sizeof(theirs), "%s/theirs.sock", t.dir);
	l.fds[0] = listening(SOCK_SEQPACKET, theirs);
	launch(&l);
	for (int i = 0; i < 1000 && !ready; i++) {
		struct rt_driver *driver;

		ready = !rt_driver_daemon_open(t.socket, TEST_MAP_SIZE, &driver);
		if (ready)
			driver->ops->close(driver);
		else
			usleep(10000);
	}
	ck_assert(ready);
	ck_assert_int_eq(end_of_daemon(SIGTERM), 0);
	ck_assert_int_ne(access(t.socket, F_OK), 0);
	unlink(theirs);
	remove_dir();
}
END_TEST

/* A stranger who asks for the driver hears who may have it. */
static void hear_who_may(void)
{
	char why[2048] = "", name[160];
	struct rt_driver *driver;
	pid_t child = fork();
	int status;

	if (!child) {
		snprintf(name, sizeof(name), "unix:%s", t.socket);
		setenv("HIDEGLUE_DRIVER", name, 1);
		if (setgroups(0, NULL) || setgid(STRANGER) || setuid(STRANGER))
			_exit(99);
		if (rt_driver_open(TEST_MAP_SIZE, &driver, why, sizeof(why)) != -EACCES)
			_exit(1);
		_exit(!strstr(why, "root, user 0 and members of group 54321 may"));
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
}

/* As user @uid with @group besides its own: opens the driver. Return: 0 or -errno. */
static int open_as(uid_t uid, gid_t group, const char *socket)
{
	struct rt_driver *driver;
	pid_t child = fork();
	int status;

	if (!child) {
		if (setgroups(group != uid, &group) || setgid(uid) || setuid(uid))
			_exit(99);
		_exit(-rt_driver_daemon_open(socket, TEST_MAP_SIZE, &driver));
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFEXITED(status));
	return -WEXITSTATUS(status);
}

START_TEST(a_group_may_connect)
{
	static const char *const options[] = { "--group", "54321", NULL };
	char folder[160];
	struct stat st;

	if (geteuid() != 0)
		return;
	test_daemon_start(&t, options);
	ck_assert_int_eq(chmod(t.dir, 0711), 0);
	snprintf(folder, sizeof(folder), "%s/run", t.dir);
	ck_assert_int_eq(stat(folder, &st), 0);
	ck_assert_uint_eq(st.st_gid, GROUP);
	ck_assert_uint_eq(st.st_mode & 07777, 0750);
	ck_assert_int_eq(stat(t.socket, &st), 0);
	ck_assert_uint_eq(st.st_gid, GROUP);
	ck_assert_uint_eq(st.st_mode & 07777, 0660);
	ck_assert_int_eq(open_as(MEMBER, GROUP, t.socket), 0);
	ck_assert_int_eq(open_as(STRANGER, STRANGER, t.socket), -EACCES);
	ck_assert_int_eq(chmod(folder, 0755), 0);
	hear_who_may();
	test_daemon_stop(&t);
}
END_TEST

/* In a mount namespace of its own, where /run is empty. */
static int own_run(void)
{
	return unshare(CLONE_NEWNS) || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	       mount("none", "/run", "tmpfs", 0, NULL);
}

static void find_the_system(int ready)
{
	char why[2048] = "";
	struct rt_driver *driver;

	if (own_run() || !access("/dev/binder", F_OK) || !access("/dev/binderfs/binder", F_OK)) {
		printf("# skipped: no mount namespace, or a driver of the kernel's\n");
		_exit(0);
	}
	strcpy(t.socket, HGD_SOCKET_SYSTEM);
	unsetenv("HIDEGLUE_DRIVER");
	setenv("XDG_RUNTIME_DIR", "/run/user/none", 1);
	if (!rt_driver_open(TEST_MAP_SIZE, &driver, why, sizeof(why)) ||
	    !strstr(why, "unix:" HGD_SOCKET_SYSTEM ": not there"))
		_exit(1);
	test_daemon_again(&t, NULL);
	if (rt_driver_open(TEST_MAP_SIZE, &driver, why, sizeof(why)) ||
	    strcmp(driver->where, "unix:" HGD_SOCKET_SYSTEM))
		_exit(2);
	/* The session's own comes first. */
	ck_assert_int_eq(mkdir("/run/user", 0755) | mkdir("/run/user/none", 0700), 0);
	strcpy(t.socket, "/run/user/none/" HGD_SOCKET_NAME);
	test_daemon_again(&t, NULL);
	if (rt_driver_open(TEST_MAP_SIZE, &driver, why, sizeof(why)) ||
	    strcmp(driver->where, "unix:/run/user/none/" HGD_SOCKET_NAME))
		_exit(3);
	_exit(0);
}

START_TEST(found_by_the_library)
{
	pid_t child = fork();
	int status;

	if (!child)
		find_the_system(0);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
}
END_TEST

static Suite *system_suite(void)
{
	Suite *s = suite_create("daemon_system");
	TCase *tc = tcase_create("system");

	suite_add_tcase(s, tc);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, activated);
	tcase_add_test(tc, chosen_by_name);
	tcase_add_test(tc, says_that_it_is_ready);
	tcase_add_loop_test(tc, refused, 0, (int)(sizeof(refusals) / sizeof(*refusals)));
	tcase_add_loop_test(tc, meant_for_another, 0, 5);
	tcase_add_test(tc, a_group_may_connect);
	tcase_add_test(tc, found_by_the_library);
	return s;
}

CHECK_TAP_MAIN(system_suite)
