/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "peer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <hideglue/aidl_support.h>
#include <hideglue/manager.h>
#include <hideglue/process.h>

#include "test/ICallback.h"

#define START_TIMEOUT_MS 20000
#define MAX_LINKS 100000

/* Objects that are only there to be referred to. */

static void *token_create(void *args)
{
	return args;
}

static void token_destroy(void *data)
{
}

static binder_status_t token_transact(AIBinder *binder, transaction_code_t code, const AParcel *in,
				      AParcel *out)
{
	return STATUS_UNKNOWN_TRANSACTION;
}

static AIBinder_Class *token_class;
static pthread_once_t token_once = PTHREAD_ONCE_INIT;

static void define_token_class(void)
{
	token_class = AIBinder_Class_define("test.Token", token_create, token_destroy,
					    token_transact);
}

AIBinder *peer_new_token(void)
{
	pthread_once(&token_once, define_token_class);
	return AIBinder_new(token_class, NULL);
}

/* The peer's state: one for the whole process. */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static AIBinder **kept;
static int32_t n_kept;
static test_IPeer *me;
static atomic_int n_notes;
static sem_t released;

/* One for each link to a death; they stay, so that a second notice would be seen. */
struct link {
	atomic_int died;
	atomic_int unlinked;
	AIBinder *object;
};

static struct link links[MAX_LINKS];
static atomic_int n_links, n_died, n_unlinked;
static atomic_bool told_twice;
static AIBinder_DeathRecipient *recipient;

static void on_died(void *cookie)
{
	struct link *link = cookie;

	if (atomic_fetch_add(&link->died, 1) || link->unlinked)
		told_twice = true;
	n_died++;
}

static void on_unlinked(void *cookie)
{
	struct link *link = cookie;

	if (atomic_fetch_add(&link->unlinked, 1))
		told_twice = true;
	AIBinder_decStrong(link->object);
	n_unlinked++;
}

/* Data out and back */

static AStatus *no_memory(void)
{
	return AStatus_fromStatus(STATUS_NO_MEMORY);
}

static AStatus *get_pid(test_IPeer_impl *self, int32_t *ret)
{
	*ret = getpid();
	return NULL;
}

static AStatus *echo(test_IPeer_impl *self, const char *text, char **ret)
{
	return aidl_failed(aidl_String_copy(ret, text));
}

static AStatus *echo_bytes(test_IPeer_impl *self, const aidl_ByteArray *data, aidl_ByteArray *ret)
{
	return aidl_failed(aidl_ByteArray_copy(ret, data));
}

static AStatus *echo_longs(test_IPeer_impl *self, const aidl_Int64Array *data, aidl_Int64Array *ret)
{
	return aidl_failed(aidl_Int64Array_copy(ret, data));
}

static AStatus *echo_binder(test_IPeer_impl *self, AIBinder *binder, AIBinder **ret)
{
	AIBinder_incStrong(binder);
	*ret = binder;
	return NULL;
}

static AStatus *refuse(test_IPeer_impl *self)
{
	return AStatus_fromServiceSpecificErrorWithMessage(test_IPeer_ERROR_REFUSED,
							   "no \xe2\x98\xba");
}

static AStatus *zeros(test_IPeer_impl *self, int32_t count, aidl_ByteArray *ret)
{
	if (count < 0)
		return AStatus_fromExceptionCode(EX_ILLEGAL_ARGUMENT);
	return aidl_failed(aidl_ByteArray_alloc(ret, count));
}

/* Objects */

static AStatus *get_object(test_IPeer_impl *self, AIBinder **ret)
{
	*ret = test_IPeer_asBinder(me);
	AIBinder_incStrong(*ret);
	return NULL;
}

static AStatus *make(test_IPeer_impl *self, int32_t count, aidl_BinderArray *ret)
{
	if (count < 0 || count > 100000)
		return AStatus_fromExceptionCode(EX_ILLEGAL_ARGUMENT);
	if (aidl_BinderArray_alloc(ret, count) != STATUS_OK)
		return no_memory();
	for (int32_t i = 0; i < count; i++)
		ret->data[i] = peer_new_token();
	return NULL;
}

static AStatus *keep(test_IPeer_impl *self, const aidl_BinderArray *objects)
{
	AStatus *status = NULL;
	AIBinder **more;

	pthread_mutex_lock(&lock);
	more = realloc(kept, sizeof(*kept) * (size_t)(n_kept + objects->length + 1));
	if (more) {
		kept = more;
		for (int32_t i = 0; i < objects->length; i++) {
			AIBinder_incStrong(objects->data[i]);
			kept[n_kept++] = objects->data[i];
		}
	} else {
		status = no_memory();
	}
	pthread_mutex_unlock(&lock);
	return status;
}

static AStatus *forget(test_IPeer_impl *self)
{
	AIBinder **all;
	int32_t n;

	pthread_mutex_lock(&lock);
	all = kept;
	n = n_kept;
	kept = NULL;
	n_kept = 0;
	pthread_mutex_unlock(&lock);

	while (n)
		AIBinder_decStrong(all[--n]);
	free(all);
	return NULL;
}

/* Calls */

static AStatus *call_back(test_IPeer_impl *self, test_ICallback *callback, int32_t times,
			  int32_t *ret)
{
	int32_t value = 1;

	for (int32_t i = 0; i < times; i++) {
		AStatus *status = test_ICallback_twice(callback, value, &value);

		if (status)
			return status;
	}
	*ret = value;
	return NULL;
}

static AStatus *route(test_IPeer_impl *self, const test_IPeer_Array *chain, int32_t at,
		      int32_t *ret)
{
	AStatus *status;
	int32_t rest;

	if (at < 0 || at >= chain->length)
		return NULL; /* ret is 0 from the start */
	status = test_IPeer_route(chain->data[at], chain, at + 1, &rest);
	if (!status)
		*ret = rest + 1;
	return status;
}

static AStatus *note(test_IPeer_impl *self, int32_t number, const aidl_ByteArray *ballast)
{
	n_notes++;
	return NULL;
}

static AStatus *notes(test_IPeer_impl *self, int32_t *ret)
{
	*ret = n_notes;
	return NULL;
}

static AStatus *block(test_IPeer_impl *self)
{
	while (sem_wait(&released))
		; /* EINTR */
	return NULL;
}

static AStatus *unblock(test_IPeer_impl *self)
{
	sem_post(&released);
	return NULL;
}

/* Ends */

static AStatus *hang(test_IPeer_impl *self)
{
	for (;;)
		pause();
	return NULL;
}

static AStatus *crash(test_IPeer_impl *self)
{
	raise(SIGKILL);
	return NULL;
}

/* Deaths */

static AStatus *watch(test_IPeer_impl *self, AIBinder *object)
{
	struct link *link;
	int n = n_links++;

	if (n >= MAX_LINKS)
		return AStatus_fromExceptionCode(EX_ILLEGAL_STATE);
	link = &links[n];
	link->object = object; /* a proxy that nobody holds would not tell */
	AIBinder_incStrong(object);
	return AStatus_fromStatus(AIBinder_linkToDeath(object, recipient, link));
}

static AStatus *watched(test_IPeer_impl *self, int32_t *ret)
{
	*ret = n_links;
	return NULL;
}

static AStatus *died(test_IPeer_impl *self, int32_t *ret)
{
	*ret = n_died;
	return NULL;
}

static AStatus *unlinked(test_IPeer_impl *self, int32_t *ret)
{
	*ret = n_unlinked;
	return NULL;
}

static AStatus *get_told_twice(test_IPeer_impl *self, bool *ret)
{
	*ret = told_twice;
	return NULL;
}

static const test_IPeer_ops ops = {
	.pid = get_pid,
	.echo = echo,
	.echoBytes = echo_bytes,
	.echoLongs = echo_longs,
	.echoBinder = echo_binder,
	.refuse = refuse,
	.zeros = zeros,
	.object = get_object,
	.make = make,
	.keep = keep,
	.forget = forget,
	.callBack = call_back,
	.route = route,
	.note = note,
	.notes = notes,
	.block = block,
	.unblock = unblock,
	.hang = hang,
	.crash = crash,
	.watch = watch,
	.watched = watched,
	.died = died,
	.unlinked = unlinked,
	.toldTwice = get_told_twice,
};

static void destroy(test_IPeer_impl *self)
{
	free(self);
}

test_IPeer *peer_new_object(void)
{
	test_IPeer_impl *impl = calloc(1, sizeof(*impl));

	if (!impl)
		return NULL;
	impl->ops = &ops;
	impl->destroy = destroy;
	return test_IPeer_new(impl);
}

int peer_serve(const char *name)
{
	binder_exception_t exception;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sem_init(&released, 0, 0);
	recipient = AIBinder_DeathRecipient_new(on_died);
	AIBinder_DeathRecipient_setOnUnlinked(recipient, on_unlinked);

	me = peer_new_object();
	exception = AServiceManager_addService(test_IPeer_asBinder(me), name);
	if (exception != EX_NONE) {
		printf("# %s: addService: exception %d\n", name, exception);
		return 1;
	}
	ABinderProcess_startThreadPool();
	if (write(STDOUT_FILENO, "\n", 1) != 1) /* we are there */
		return 1;
	ABinderProcess_joinThreadPool();
	return 0;
}

/* The starting side */

/* Whether the peer wrote its line; false at its end or after too long. */
static bool wait_ready(int fd)
{
	struct pollfd pfd = { .fd = fd, .events = POLLIN };
	char byte;

	return poll(&pfd, 1, START_TIMEOUT_MS) == 1 && read(fd, &byte, 1) == 1 && byte == '\n';
}

bool peer_start(struct peer *ret_peer, const char *name)
{
	struct peer peer = { 0 };
	int ready[2];

	snprintf(peer.name, sizeof(peer.name), "%s", name);
	if (pipe2(ready, O_CLOEXEC))
		return false;
	peer.pid = fork();
	if (peer.pid == 0) {
		dup2(ready[1], STDOUT_FILENO);
		execl("/proc/self/exe", "peer", "serve", name, (char *)NULL);
		_exit(127);
	}
	close(ready[1]);
	if (peer.pid > 0 && wait_ready(ready[0]))
		peer.self = test_IPeer_fromBinder(AServiceManager_checkService(name));
	close(ready[0]);

	if (!peer.self) {
		printf("# the peer '%s' did not come up\n", name);
		peer_stop(&peer);
		return false;
	}
	*ret_peer = peer;
	return true;
}

void peer_kill(struct peer *peer)
{
	if (peer->pid <= 0)
		return;
	kill(peer->pid, SIGKILL);
	waitpid(peer->pid, NULL, 0);
	peer->pid = 0;
}

void peer_stop(struct peer *peer)
{
	peer_kill(peer);
	test_IPeer_release(peer->self);
	peer->self = NULL;
}

bool eventually(bool (*condition)(void *data), void *data)
{
	const struct timespec pause = { .tv_nsec = 5 * 1000 * 1000 };

	for (int tries = 0; tries < 4000; tries++) {
		if (condition(data))
			return true;
		nanosleep(&pause, NULL);
	}
	return condition(data);
}
