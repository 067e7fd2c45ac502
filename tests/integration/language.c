/* SPDX-License-Identifier: MIT */
/*
 * language.c - holders with objects and files, permissions, versions: between two processes
 *
 * The program starts itself again as the service.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <hideglue/manager.h>
#include <hideglue/process.h>

#include "guard/Envelope.h"
#include "guard/Gift.h"
#include "guard/IGuard.h"
#include "peer.h"
#include "tap.h"

#define NAME "guard.IGuard/test"

/* The service */

static int64_t permitted = -1; /* a uid */
static int32_t n_knocks;

static AStatus *status_of(binder_status_t r)
{
	return r == STATUS_OK ? NULL : AStatus_fromStatus(r);
}

static AStatus *do_open(guard_IGuard_impl *self, const guard_Envelope *envelope, guard_Envelope *ret)
{
	guard_Gift gift = {0};
	binder_status_t r = guard_Gift_readFromHolder(&gift, &envelope->content);

	if (r == STATUS_OK && pwrite(gift.file, "seen", 4, 0) != 4)
		r = STATUS_BAD_VALUE;
	if (r == STATUS_OK)
		r = aidl_String_copy(&ret->address, envelope->address);
	if (r == STATUS_OK)
		r = guard_Gift_writeToHolder(&gift, &ret->content);
	guard_Gift_clear(&gift);
	return status_of(r);
}

static AStatus *do_forward(guard_IGuard_impl *self, guard_Envelope *envelope)
{
	return status_of(aidl_String_copy(&envelope->address, "forwarded"));
}

static AStatus *do_permit(guard_IGuard_impl *self, int32_t uid)
{
	permitted = uid;
	return NULL;
}

static AStatus *do_enter(guard_IGuard_impl *self, aidl_StringArray *names, char **ret)
{
	binder_status_t r = aidl_String_copy(ret, "in");

	for (int32_t i = 0; r == STATUS_OK && i < names->length; i++)
		r = aidl_String_copy(&names->data[i], "name");
	return status_of(r);
}

static AStatus *do_knock(guard_IGuard_impl *self)
{
	n_knocks++;
	return NULL;
}

static AStatus *do_knocks(guard_IGuard_impl *self, int32_t *ret)
{
	*ret = n_knocks;
	return NULL;
}

static bool check_permission(guard_IGuard_impl *self, const char *permission)
{
	return strcmp(permission, "guard.ENTER") == 0 && AIBinder_getCallingUid() == permitted;
}

static int serve(void)
{
	static const guard_IGuard_ops ops = {
		.open = do_open,
		.forward = do_forward,
		.permit = do_permit,
		.enter = do_enter,
		.knock = do_knock,
		.knocks = do_knocks,
	};
	static guard_IGuard_impl impl = {.ops = &ops, .checkPermission = check_permission};
	guard_IGuard *guard = guard_IGuard_new(&impl);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	ABinderProcess_setThreadPoolMaxThreadCount(0);
	if (AServiceManager_addService(guard_IGuard_asBinder(guard), NAME) != EX_NONE)
		return 1;
	ABinderProcess_joinThreadPool();
	return 0;
}

/* The caller */

static guard_IGuard *guard;

/* A gift in an envelope; the file is empty. */
static bool pack(guard_Envelope *envelope, guard_Gift *gift)
{
	check(guard_Envelope_init(envelope) == STATUS_OK && guard_Gift_init(gift) == STATUS_OK);
	gift->object = peer_new_token();
	gift->file = memfd_create("gift", MFD_CLOEXEC);
	check(aidl_BinderArray_alloc(&gift->more, 2) == STATUS_OK);
	aidl_Binder_copy(&gift->more.data[0], gift->object);
	aidl_Binder_copy(&gift->more.data[1], guard_IGuard_asBinder(guard));
	check(aidl_FdArray_alloc(&gift->files, 2) == STATUS_OK);
	gift->files.data[0] = -1;
	gift->files.data[1] = open("/dev/null", O_RDONLY | O_CLOEXEC);
	check(guard_Gift_writeToHolder(gift, &envelope->content) == STATUS_OK);
	return true;
}

/* Whether a gift came back that was sent. */
static bool same_gift(const guard_Gift *sent, const guard_Gift *back)
{
	check(back->object == sent->object);
	check(aidl_BinderArray_equals(&back->more, &sent->more));
	check(back->files.length == 2 && back->files.data[0] < 0 && back->files.data[1] > 2);
	check(back->file > 2 && back->file != sent->file);
	return true;
}

static bool opened(void)
{
	guard_Envelope envelope, ret;
	guard_Gift gift, back = {0};
	char text[5] = "";

	check(pack(&envelope, &gift));
	check_ok(guard_IGuard_open(guard, &envelope, &ret));
	check(guard_Gift_readFromHolder(&back, &ret.content) == STATUS_OK);
	check(same_gift(&gift, &back));
	check(pread(gift.file, text, 4, 0) == 4 && strcmp(text, "seen") == 0);
	guard_Envelope_clear(&ret);
	guard_Gift_clear(&back);
	guard_Envelope_clear(&envelope);
	guard_Gift_clear(&gift);
	return true;
}

static bool forwarded(void)
{
	guard_Envelope envelope;
	guard_Gift gift, back = {0};

	check(pack(&envelope, &gift));
	check_ok(guard_IGuard_forward(guard, &envelope));
	check(strcmp(envelope.address, "forwarded") == 0);
	check(guard_Gift_readFromHolder(&back, &envelope.content) == STATUS_OK);
	check(same_gift(&gift, &back));
	guard_Gift_clear(&back);
	guard_Envelope_clear(&envelope);
	guard_Gift_clear(&gift);
	return true;
}

static bool another_content(void)
{
	guard_Envelope envelope, inner, ret;

	check(guard_Envelope_init(&envelope) == STATUS_OK);
	check_status(guard_IGuard_open(guard, &envelope, &ret), STATUS_UNEXPECTED_NULL);
	check(guard_Envelope_init(&inner) == STATUS_OK);
	check(guard_Envelope_writeToHolder(&inner, &envelope.content) == STATUS_OK);
	check_status(guard_IGuard_open(guard, &envelope, &ret), STATUS_BAD_TYPE);
	check(!ret.address);
	guard_Envelope_clear(&inner);
	guard_Envelope_clear(&envelope);
	return true;
}

static bool knocks_are(int32_t wanted)
{
	int32_t n = -1;

	check_ok(guard_IGuard_knocks(guard, &n));
	check(n == wanted);
	return true;
}

static bool refused(void)
{
	aidl_StringArray names = {NULL, 3};
	char *ret = (char *)1;
	AStatus *status = guard_IGuard_enter(guard, &names, &ret);

	check(AStatus_getExceptionCode(status) == EX_SECURITY);
	check(strcmp(AStatus_getMessage(status),
		     "guard.IGuard.enter needs the permission guard.ENTER") == 0);
	check(!ret && names.length == 0);
	AStatus_delete(status);
	check_ok(guard_IGuard_knock(guard));
	check(knocks_are(0));
	return true;
}

static bool permitted_by_uid(void)
{
	aidl_StringArray names = {NULL, 3};
	char *ret = NULL;

	check_ok(guard_IGuard_permit(guard, (int32_t)getuid()));
	check_ok(guard_IGuard_enter(guard, &names, &ret));
	check(strcmp(ret, "in") == 0 && names.length == 3 && strcmp(names.data[2], "name") == 0);
	free(ret);
	aidl_StringArray_clear(&names);
	check_ok(guard_IGuard_knock(guard));
	check(knocks_are(1));
	return true;
}

static const struct tap_case cases[] = {
	{ "a holder takes objects and files there and back", opened },
	{ "a holder that nobody opened passes them on", forwarded },
	{ "an empty holder, and one with another type", another_content },
	{ "a call without its permission", refused },
	{ "a call with its permission", permitted_by_uid },
};

static bool is_there(void *unused)
{
	guard = guard_IGuard_fromBinder(AServiceManager_checkService(NAME));
	return guard != NULL;
}

int main(int argc, char **argv)
{
	int status = 1;
	pid_t pid;

	if (argc == 2 && !strcmp(argv[1], "serve"))
		return serve();
	pid = fork();
	if (pid == 0) {
		execl("/proc/self/exe", "language", "serve", (char *)NULL);
		_exit(127);
	}
	if (pid > 0 && eventually(is_there, NULL))
		status = tap_run(cases, sizeof(cases) / sizeof(cases[0]));
	else
		printf("Bail out! the service did not come up\n");
	guard_IGuard_release(guard);
	if (pid > 0) {
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	}
	return status;
}
