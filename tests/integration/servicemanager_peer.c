/* SPDX-License-Identifier: MIT */
/* servicemanager_peer.c - other processes for tests of the service manager */
#include "config.h"

#include "servicemanager_peer.h"

#include <check.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <hideglue/aidl_support.h>
#include <hideglue/manager.h>
#include <hideglue/process.h>

#include "android/os/IServiceCallback.h"

struct order {
	enum peer_op op;
	int32_t number;
	char name[200];
};

/* Objects */

static void *on_create(void *args)
{
	return args;
}

static void on_destroy(void *data)
{
}

static binder_status_t on_transact(AIBinder *binder, transaction_code_t code, const AParcel *in,
				   AParcel *out)
{
	return code == PEER_WHO ? AParcel_writeInt32(out, getpid()) : STATUS_UNKNOWN_TRANSACTION;
}

static AIBinder_Class *peer_class(void)
{
	static AIBinder_Class *clazz;

	if (!clazz)
		clazz = AIBinder_Class_define(PEER_DESCRIPTOR, on_create, on_destroy, on_transact);
	return clazz;
}

AIBinder *peer_object(void)
{
	return AIBinder_new(peer_class(), NULL);
}

/* The callback of a peer */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t told = PTHREAD_COND_INITIALIZER;
static int32_t n_told;

static AStatus *on_registration(android_os_IServiceCallback_impl *self, const char *name,
				AIBinder *binder)
{
	pthread_mutex_lock(&lock);
	n_told++;
	pthread_cond_broadcast(&told);
	pthread_mutex_unlock(&lock);
	return NULL;
}

static void destroy_callback(android_os_IServiceCallback_impl *self)
{
}

static android_os_IServiceCallback *callback(void)
{
	static const android_os_IServiceCallback_ops ops = { .onRegistration = on_registration };
	static android_os_IServiceCallback_impl impl = { .ops = &ops, .destroy = destroy_callback };
	static android_os_IServiceCallback *one;

	if (!one)
		one = android_os_IServiceCallback_new(&impl);
	return one;
}

static int32_t wait_told(int32_t n)
{
	int32_t got;

	pthread_mutex_lock(&lock);
	while (n_told < n)
		pthread_cond_wait(&told, &lock);
	got = n_told;
	pthread_mutex_unlock(&lock);
	return got;
}

/* Orders, in the peer */

static int32_t add(const char *name, int32_t priority)
{
	static AIBinder *object;

	if (!object)
		object = peer_object();
	return peer_exception(android_os_IServiceManager_addService(peer_manager(), name, object,
								     false, priority));
}

static int32_t add_many(const char *prefix, int32_t n)
{
	for (int32_t i = 0; i < n; i++) {
		char *name;
		int32_t r;

		if (asprintf(&name, "%s%d", prefix, i) < 0)
			return i;
		r = add(name, 8);
		free(name);
		if (r != EX_NONE)
			return i;
	}
	return n;
}

static int32_t watch_oneway(const char *name)
{
	AIBinder *manager = android_os_IServiceManager_asBinder(peer_manager());
	AParcel *in = NULL, *out = NULL;
	binder_status_t r = AIBinder_prepareTransaction(manager, &in);

	if (r == STATUS_OK)
		r = aidl_write_string(in, name);
	if (r == STATUS_OK)
		r = AParcel_writeStrongBinder(in, android_os_IServiceCallback_asBinder(callback()));
	if (r == STATUS_OK)
		r = AIBinder_transact(
			manager, android_os_IServiceManager_TRANSACTION_registerForNotifications,
			&in, &out, FLAG_ONEWAY);
	AParcel_delete(in);
	AParcel_delete(out);
	return r;
}

static int32_t obey(const struct order *order)
{
	switch (order->op) {
	case PEER_ADD:
		return add(order->name, order->number);
	case PEER_ADD_MANY:
		return add_many(order->name, order->number);
	case PEER_WATCH:
		return peer_exception(android_os_IServiceManager_registerForNotifications(
			peer_manager(), order->name, callback()));
	case PEER_WATCH_ONEWAY:
		return watch_oneway(order->name);
	case PEER_WAIT_TOLD:
		return wait_told(order->number);
	default:
		return -1000;
	}
}

static void peer_main(int fd, bool pool)
{
	struct order order;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (pool)
		ABinderProcess_startThreadPool();
	while (recv(fd, &order, sizeof order, 0) == sizeof order) {
		int32_t answer = obey(&order);

		send(fd, &answer, sizeof answer, MSG_NOSIGNAL);
	}
	_exit(0);
}

/* Peers, in the test */

struct peer peer_start(bool pool)
{
	struct peer peer;
	int fds[2];

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds), 0);
	peer.pid = fork();
	ck_assert_int_ge(peer.pid, 0);
	if (peer.pid == 0) {
		close(fds[0]);
		peer_main(fds[1], pool);
	}
	close(fds[1]);
	peer.fd = fds[0];
	return peer;
}

int32_t peer_do(struct peer *peer, enum peer_op op, const char *name, int32_t number)
{
	struct order order = { .op = op, .number = number };
	int32_t answer = 0;

	snprintf(order.name, sizeof order.name, "%s", name);
	ck_assert_int_eq(send(peer->fd, &order, sizeof order, MSG_NOSIGNAL), sizeof order);
	ck_assert_int_eq(recv(peer->fd, &answer, sizeof answer, 0), sizeof answer);
	return answer;
}

void peer_kill(struct peer *peer)
{
	kill(peer->pid, SIGKILL);
	ck_assert_int_eq(waitpid(peer->pid, NULL, 0), peer->pid);
	close(peer->fd);
}

android_os_IServiceManager *peer_manager(void)
{
	static android_os_IServiceManager *manager;

	if (!manager)
		manager = android_os_IServiceManager_fromBinder(hideglue_context_manager());
	return manager;
}

int32_t peer_exception(AStatus *status)
{
	int32_t exception = status ? AStatus_getExceptionCode(status) : EX_NONE;

	AStatus_delete(status);
	return exception;
}

static pid_t ask_who(AIBinder *binder)
{
	AParcel *in = NULL, *out = NULL;
	int32_t pid = -1;

	if (AIBinder_associateClass(binder, peer_class()) &&
	    AIBinder_prepareTransaction(binder, &in) == STATUS_OK &&
	    AIBinder_transact(binder, PEER_WHO, &in, &out, 0) == STATUS_OK)
		AParcel_readInt32(out, &pid);
	AParcel_delete(in);
	AParcel_delete(out);
	return pid;
}

pid_t peer_who(const char *name)
{
	AIBinder *binder = NULL;
	pid_t pid;

	ck_assert_int_eq(peer_exception(android_os_IServiceManager_getService(peer_manager(), name,
									       &binder)), EX_NONE);
	if (!binder)
		return 0;
	pid = ask_who(binder);
	AIBinder_decStrong(binder);
	return pid;
}

void peer_wait_gone(const char *name)
{
	for (int i = 0; i < 1000; i++) {
		AIBinder *binder = NULL;

		AStatus_delete(
			android_os_IServiceManager_checkService(peer_manager(), name, &binder));
		if (!binder)
			return;
		AIBinder_decStrong(binder);
		poll(NULL, 0, 10);
	}
	ck_abort_msg("'%s' is still there", name);
}
