/* SPDX-License-Identifier: MIT */
/*
 * objects.c - identity, references and death of objects, between real processes
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <hideglue/aidl_support.h>
#include <hideglue/manager.h>
#include <hideglue/process.h>

#include "driver_state.h"
#include "peer.h"
#include "tap.h"
#include "test/ICallback.h"

#define N_OBJECTS 1000

static struct peer b;
static struct driver_state at_start;

static bool alive(test_IPeer *peer)
{
	int32_t pid = 0;

	check_ok(test_IPeer_pid(peer, &pid));
	check(pid != getpid());
	return true;
}

/* Identity */

static bool there_and_back(void)
{
	AIBinder *mine = peer_new_token(), *answer = NULL, *again = NULL;

	check_ok(test_IPeer_echoBinder(b.self, mine, &answer));
	check(answer == mine);
	check_ok(test_IPeer_echoBinder(b.self, mine, &again));
	check(again == mine);
	AIBinder_decStrong(answer);
	AIBinder_decStrong(again);
	AIBinder_decStrong(mine);
	return true;
}

static bool theirs_and_back(void)
{
	AIBinder *theirs = test_IPeer_asBinder(b.self), *answer = NULL;

	check_ok(test_IPeer_echoBinder(b.self, theirs, &answer));
	check(answer == theirs);
	AIBinder_decStrong(answer);
	return true;
}

static bool null_there_and_back(void)
{
	AIBinder *answer = NULL;

	check_ok(test_IPeer_echoBinder(b.self, NULL, &answer));
	check(!answer);
	return true;
}

static bool one_proxy_a_handle(void)
{
	AIBinder *theirs = test_IPeer_asBinder(b.self), *found, *answer = NULL;

	found = AServiceManager_checkService(b.name);
	check(found == theirs);
	AIBinder_decStrong(found);
	check_ok(test_IPeer_object(b.self, &answer));
	check(answer == theirs);
	AIBinder_decStrong(answer);
	check(AIBinder_isRemote(theirs));
	return true;
}

static bool different_objects_differ(void)
{
	aidl_BinderArray made = { 0 };

	check_ok(test_IPeer_make(b.self, 2, &made));
	check(made.length == 2 && made.data[0] != made.data[1]);
	check(AIBinder_lt(made.data[0], made.data[1]) != AIBinder_lt(made.data[1], made.data[0]));
	aidl_BinderArray_clear(&made);
	return true;
}

static bool wrong_descriptor(void)
{
	AIBinder *theirs = test_IPeer_asBinder(b.self);

	check(!test_ICallback_castBinder(theirs));
	AIBinder_incStrong(theirs);
	check(!test_ICallback_fromBinder(theirs)); /* takes the reference all the same */
	check(alive(b.self));
	return true;
}

static bool nobody_by_that_name(void)
{
	check(!AServiceManager_checkService("test.IPeer/nobody"));
	return true;
}

/* References */

static bool only_ours(void *token)
{
	return AIBinder_debugGetRefCount(token) == 1;
}

/* After a call that leaves this thread as every such call does: it gives a buffer back late. */
static bool measure(struct driver_state *ret_state)
{
	return AIBinder_ping(test_IPeer_asBinder(b.self)) == STATUS_OK &&
	       driver_state_get(ret_state);
}

static bool is_as_at_start(void *unused)
{
	struct driver_state now;

	return measure(&now) && driver_state_equal(&at_start, &now);
}

static bool back_at_start(void)
{
	struct driver_state now;

	if (eventually(is_as_at_start, NULL))
		return true;
	printf("# the driver's counts do not come back to what they were\n");
	driver_state_print("at start", &at_start);
	if (measure(&now))
		driver_state_print("now", &now);
	return false;
}

static bool thousand_of_ours(void)
{
	AIBinder *tokens[N_OBJECTS];
	const aidl_BinderArray all = { tokens, N_OBJECTS };

	for (int i = 0; i < N_OBJECTS; i++)
		tokens[i] = peer_new_token();
	check_ok(test_IPeer_keep(b.self, &all));
	for (int i = 0; i < N_OBJECTS; i++)
		check(AIBinder_debugGetRefCount(tokens[i]) > 1);
	check_ok(test_IPeer_forget(b.self));
	for (int i = 0; i < N_OBJECTS; i++) {
		check(eventually(only_ours, tokens[i]));
		AIBinder_decStrong(tokens[i]);
	}
	check(back_at_start());
	return true;
}

static bool thousand_of_theirs(void)
{
	aidl_BinderArray made = { 0 };

	check_ok(test_IPeer_make(b.self, N_OBJECTS, &made));
	check(made.length == N_OBJECTS);
	for (int i = 0; i < N_OBJECTS; i++)
		check(AIBinder_ping(made.data[i]) == STATUS_OK);
	aidl_BinderArray_clear(&made);
	check(back_at_start());
	return true;
}

/* What we drop while the peer keeps it lives on, and comes back as the same object. */
static bool kept_by_the_peer(void)
{
	AIBinder *token = peer_new_token(), *answer = NULL;
	const aidl_BinderArray one = { &token, 1 };
	AIBinder_Weak *weak = AIBinder_Weak_new(token);
	AIBinder *gone;

	check_ok(test_IPeer_keep(b.self, &one));
	AIBinder_decStrong(token);
	answer = AIBinder_Weak_promote(weak);
	check(answer == token);
	check_ok(test_IPeer_forget(b.self));
	check(eventually(only_ours, token));
	AIBinder_decStrong(answer);
	gone = AIBinder_Weak_promote(weak);
	check(!gone);
	AIBinder_Weak_delete(weak);
	return true;
}

/* Death */

struct notice {
	atomic_int n_died;
	atomic_int n_unlinked;
};

static void on_died(void *cookie)
{
	((struct notice *)cookie)->n_died++;
}

static void on_unlinked(void *cookie)
{
	((struct notice *)cookie)->n_unlinked++;
}

static AIBinder_DeathRecipient *new_recipient(void)
{
	AIBinder_DeathRecipient *recipient = AIBinder_DeathRecipient_new(on_died);

	AIBinder_DeathRecipient_setOnUnlinked(recipient, on_unlinked);
	return recipient;
}

static bool is_unlinked(void *cookie)
{
	return ((struct notice *)cookie)->n_unlinked > 0;
}

static bool killed_between_calls(void)
{
	struct peer victim;
	int32_t pid;

	check(peer_start(&victim, "test.IPeer/victim"));
	check(alive(victim.self));
	peer_kill(&victim);
	check_status(test_IPeer_pid(victim.self, &pid), STATUS_DEAD_OBJECT);
	check(!AIBinder_isAlive(test_IPeer_asBinder(victim.self)));
	check(AIBinder_ping(test_IPeer_asBinder(victim.self)) == STATUS_DEAD_OBJECT);
	peer_stop(&victim);

	/* a new one of the same name */
	check(peer_start(&victim, "test.IPeer/victim"));
	check(alive(victim.self));
	peer_stop(&victim);
	return true;
}

static bool killed_by_the_call(void)
{
	struct peer victim;

	check(peer_start(&victim, "test.IPeer/victim"));
	check_status(test_IPeer_crash(victim.self), STATUS_DEAD_OBJECT);
	check_status(test_IPeer_crash(victim.self), STATUS_DEAD_OBJECT);
	peer_stop(&victim);
	check(alive(b.self));
	return true;
}

struct hanging {
	test_IPeer *peer;
	AStatus *status;
};

static void *call_hang(void *arg)
{
	struct hanging *hanging = arg;

	hanging->status = test_IPeer_hang(hanging->peer);
	return NULL;
}

/* Its call is on the way: the peer serves others beside it, and then it is gone. */
static bool killed_during_calls(void)
{
	struct hanging hanging[4];
	pthread_t threads[4];
	struct peer victim;

	check(peer_start(&victim, "test.IPeer/victim"));
	for (int i = 0; i < 4; i++) {
		hanging[i].peer = victim.self;
		check(!pthread_create(&threads[i], NULL, call_hang, &hanging[i]));
	}
	for (int i = 0; i < 20; i++)
		check(alive(victim.self));
	peer_kill(&victim);
	for (int i = 0; i < 4; i++) {
		pthread_join(threads[i], NULL);
		check_status(hanging[i].status, STATUS_DEAD_OBJECT);
	}
	peer_stop(&victim);
	check(alive(b.self));
	return true;
}

static bool death_is_told_once(void)
{
	struct notice notice = { 0 }, other = { 0 };
	AIBinder_DeathRecipient *recipient = new_recipient();
	struct peer victim;
	AIBinder *binder;

	check(peer_start(&victim, "test.IPeer/victim"));
	binder = test_IPeer_asBinder(victim.self);
	check(AIBinder_linkToDeath(binder, recipient, &notice) == STATUS_OK);
	check(AIBinder_linkToDeath(binder, recipient, &other) == STATUS_OK);
	check(AIBinder_unlinkToDeath(binder, recipient, &other) == STATUS_OK);
	check(AIBinder_unlinkToDeath(binder, recipient, &other) == STATUS_NAME_NOT_FOUND);
	check(other.n_unlinked == 1);

	peer_kill(&victim);
	check(eventually(is_unlinked, &notice));
	check(notice.n_died == 1 && notice.n_unlinked == 1);
	check(other.n_died == 0 && other.n_unlinked == 1);
	check(AIBinder_unlinkToDeath(binder, recipient, &notice) == STATUS_NAME_NOT_FOUND);

	/* too late: an attempt that fails ends its cookie as well */
	other.n_unlinked = 0;
	check(AIBinder_linkToDeath(binder, recipient, &other) == STATUS_DEAD_OBJECT);
	check(other.n_died == 0 && other.n_unlinked == 1);
	peer_stop(&victim);
	AIBinder_DeathRecipient_delete(recipient);
	check(notice.n_died == 1 && notice.n_unlinked == 1);
	return true;
}

static bool deleted_recipient(void)
{
	AIBinder_DeathRecipient *recipient = new_recipient();
	struct notice notice = { 0 };

	check(AIBinder_linkToDeath(test_IPeer_asBinder(b.self), recipient, &notice) == STATUS_OK);
	AIBinder_DeathRecipient_delete(recipient);
	check(notice.n_died == 0 && notice.n_unlinked == 1);
	return true;
}

static bool own_objects_do_not_die(void)
{
	AIBinder_DeathRecipient *recipient = new_recipient();
	AIBinder *token = peer_new_token();
	struct notice notice = { 0 };

	check(AIBinder_linkToDeath(token, recipient, &notice) == STATUS_INVALID_OPERATION);
	check(notice.n_unlinked == 1);
	AIBinder_DeathRecipient_delete(recipient);
	AIBinder_decStrong(token);
	return true;
}

static bool name_goes_with_its_process(void *name)
{
	AIBinder *found = AServiceManager_checkService(name);
	bool gone = !found;

	if (found)
		AIBinder_decStrong(found);
	return gone;
}

static bool name_of_a_dead_service(void)
{
	struct peer victim;

	check(peer_start(&victim, "test.IPeer/victim"));
	peer_stop(&victim);
	check(eventually(name_goes_with_its_process, (void *)"test.IPeer/victim"));
	return true;
}

static bool peer_saw_death(void *data)
{
	int32_t died = 0;

	AStatus_delete(test_IPeer_died(b.self, &died));
	return died == *(int *)data;
}

/* A third process dies; what tells B is an object that went through us. */
static bool told_through_a_third(void)
{
	struct peer victim;
	int wanted = 1;
	bool twice = true;

	check(peer_start(&victim, "test.IPeer/victim"));
	check_ok(test_IPeer_watch(b.self, test_IPeer_asBinder(victim.self)));
	peer_stop(&victim);
	check(eventually(peer_saw_death, &wanted));
	check_ok(test_IPeer_toldTwice(b.self, &twice));
	check(!twice);
	return true;
}

static bool nothing_left(void)
{
	struct peer victim;

	check(back_at_start());
	check(peer_start(&victim, "test.IPeer/victim"));
	check_ok(test_IPeer_watch(victim.self, test_IPeer_asBinder(b.self)));
	peer_stop(&victim);
	check(back_at_start());
	return true;
}

static const struct tap_case cases[] = {
	{ "an object of ours comes back as itself", there_and_back },
	{ "an object of theirs comes back as itself", theirs_and_back },
	{ "null comes back as null", null_there_and_back },
	{ "one proxy for one object", one_proxy_a_handle },
	{ "two objects are two proxies", different_objects_differ },
	{ "an object is not cast to another interface", wrong_descriptor },
	{ "a name that nobody has", nobody_by_that_name },
	{ "a thousand objects of ours, sent and released", thousand_of_ours },
	{ "a thousand objects of theirs, received and released", thousand_of_theirs },
	{ "what a peer keeps lives on", kept_by_the_peer },
	{ "a server killed between calls, and its successor", killed_between_calls },
	{ "a server that dies in a call", killed_by_the_call },
	{ "a server killed while four calls wait", killed_during_calls },
	{ "a death is told once", death_is_told_once },
	{ "a deleted recipient hears no more", deleted_recipient },
	{ "an object of ours has no death to tell of", own_objects_do_not_die },
	{ "the name of a dead service is free", name_of_a_dead_service },
	{ "a death is told to those who got the object from others", told_through_a_third },
	{ "a process leaves nothing in the driver", nothing_left },
};

int main(int argc, char **argv)
{
	int status = 1;

	if (argc == 3 && !strcmp(argv[1], "serve"))
		return peer_serve(argv[2]);

	ABinderProcess_startThreadPool();
	if (peer_start(&b, "test.IPeer/b") && measure(&at_start))
		status = tap_run(cases, sizeof(cases) / sizeof(cases[0]));
	else
		printf("Bail out! the peer did not come up\n");
	peer_stop(&b);
	return status;
}
