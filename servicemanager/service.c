/* SPDX-License-Identifier: MIT */
/*
 * service.c - what IServiceManager's methods answer
 *
 * Each asks in this order: may the caller (policy.h), is what he says valid (names.h), and then
 * does it (registry.h). A look-up that is not allowed answers null, as for an absent name; all
 * else that is refused is an exception with a text for people. The order and the exceptions are
 * Android's: clients tell cases apart by them.
 */
#include "service.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "android/os/CallerContext.h"
#include "android/os/IServiceCallback.h"
#include "android/os/IServiceManager.h"
#include "android/os/Service.h"
#include "android/os/ServiceDebugInfo.h"
#include "android/os/ServiceWithMetadata.h"
#include "log.h"
#include "names.h"
#include "notify.h"
#include "objects.h"

struct service {
	android_os_IServiceManager_impl impl;	/* first: methods get a pointer to it */
	struct policy policy;
	struct registry_limits limits;	/* for messages */
	struct objects objects;
	struct registry *registry;
	android_os_IServiceManager *self;
};

static struct service *service_of(android_os_IServiceManager_impl *impl)
{
	return (struct service *)impl;
}

static struct policy_caller current_caller(void)
{
	return (struct policy_caller){ .uid = AIBinder_getCallingUid(),
				       .pid = AIBinder_getCallingPid() };
}

__attribute__((format(printf, 2, 3))) static AStatus *exception(binder_exception_t code,
								const char *format, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, format);
	vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	return AStatus_fromExceptionCodeWithMessage(code, text);
}

static AStatus *no_memory(void)
{
	return AStatus_fromStatus(STATUS_NO_MEMORY);
}

/* Policy */

static AStatus *refuse(struct service *s, const struct policy_caller *caller, const char *action,
		       const char *name)
{
	char text[512];

	policy_explain(&s->policy, caller, action, name, text, sizeof text);
	log_limited("refused: %s (pid %d)", text, (int)caller->pid);
	return AStatus_fromExceptionCodeWithMessage(EX_SECURITY, text);
}

static AStatus *check_add(struct service *s, const char *name)
{
	struct policy_caller caller = current_caller();

	return policy_may_add(&s->policy, &caller, name) ? NULL : refuse(s, &caller, "add", name);
}

static AStatus *check_find(struct service *s, const char *name)
{
	struct policy_caller caller = current_caller();

	return policy_may_find(&s->policy, &caller, name) ? NULL : refuse(s, &caller, "find", name);
}

static AStatus *check_list(struct service *s)
{
	struct policy_caller caller = current_caller();

	return policy_may_list(&s->policy, &caller) ? NULL : refuse(s, &caller, "list", NULL);
}

/* Looking up */

static const struct registry_entry *look_up(struct service *s, const char *name)
{
	AStatus *refused = check_find(s, name);

	if (refused) {
		AStatus_delete(refused);
		return NULL;
	}
	return registry_find(s->registry, name);
}

static AStatus *get_service(android_os_IServiceManager_impl *impl, const char *name, AIBinder **ret)
{
	const struct registry_entry *entry = look_up(service_of(impl), name);

	if (entry) {
		AIBinder_incStrong(entry->object);
		*ret = entry->object;
	}
	return NULL;
}

static AStatus *get_service2(android_os_IServiceManager_impl *impl, const char *name,
			     android_os_Service *ret)
{
	const struct registry_entry *entry = look_up(service_of(impl), name);
	android_os_ServiceWithMetadata *found = &ret->value.serviceWithMetadata;

	ret->tag = android_os_Service_TAG_serviceWithMetadata;
	if (entry) {
		AIBinder_incStrong(entry->object);
		found->service = entry->object;
		found->isLazyService = (entry->dump_priority &
					android_os_IServiceManager_FLAG_IS_LAZY_SERVICE) != 0;
	}
	return NULL;
}

/* Adding */

static AStatus *full(int answer, const struct quota_limit *limit, const char *what)
{
	switch (answer) {
	case REGISTRY_UID_FULL:
		return exception(EX_ILLEGAL_STATE, "Too many %s: this uid has %u already.", what,
				 limit->per_uid);
	case REGISTRY_PROCESS_FULL:
		return exception(EX_ILLEGAL_STATE, "Too many %s: this process has %u already.",
				 what, limit->per_process);
	default:
		return exception(EX_ILLEGAL_STATE, "Too many %s: the service manager is full.",
				 what);
	}
}

static AStatus *check_name(const char *name)
{
	char text[128];

	if (!names_problem(name, text, sizeof text))
		return NULL;
	return exception(EX_ILLEGAL_ARGUMENT, "Invalid service name: %s.", text);
}

static AStatus *add_service(android_os_IServiceManager_impl *impl, const char *name,
			    AIBinder *service, bool allow_isolated, int32_t dump_priority)
{
	struct service *s = service_of(impl);
	struct policy_caller caller = current_caller();
	struct registry_entry entry = {
		.name = name,
		.object = service,
		.owner = { .uid = caller.uid, .pid = caller.pid },
		.allow_isolated = allow_isolated,
		.dump_priority = dump_priority,
	};
	AStatus *status;
	int r;

	status = check_add(s, name);
	if (!status)
		status = check_name(name);
	if (status)
		return status;
	r = registry_add(s->registry, &entry);
	if (r == -ENOMEM)
		return no_memory();
	if (r == REGISTRY_DEAD)
		return exception(EX_ILLEGAL_STATE, "Couldn't linkToDeath: the object is dead.");
	if (r != REGISTRY_OK && r != REGISTRY_REPLACED)
		return full(r, &s->limits.names, "names");
	log_verbose("%s '%s' by uid %u, pid %d", r == REGISTRY_REPLACED ? "replaced" : "added",
		    name, (unsigned int)caller.uid, (int)caller.pid);
	notify_all(s->registry, name);
	return NULL;
}

/* Listing */

static bool is_listed(const struct registry_entry *entry, int32_t mask)
{
	return (entry->dump_priority & mask) != 0;
}

static AStatus *list_services(android_os_IServiceManager_impl *impl, int32_t mask,
			      aidl_StringArray *ret)
{
	struct service *s = service_of(impl);
	const struct registry_entry *entry;
	AStatus *status = check_list(s);
	size_t pos = 0;
	int32_t n = 0;

	if (status)
		return status;
	while ((entry = registry_next(s->registry, &pos)))
		n += is_listed(entry, mask);
	if (aidl_StringArray_alloc(ret, n) != STATUS_OK)
		return no_memory();
	n = 0;
	pos = 0;
	while ((entry = registry_next(s->registry, &pos))) {
		if (!is_listed(entry, mask))
			continue;
		ret->data[n] = strdup(entry->name);
		if (!ret->data[n++])
			return no_memory();
	}
	return NULL;
}

static AStatus *get_debug_info(android_os_IServiceManager_impl *impl,
			       android_os_ServiceDebugInfo_Array *ret)
{
	struct service *s = service_of(impl);
	const struct registry_entry *entry;
	AStatus *status = check_list(s);
	size_t pos = 0;
	int32_t n = 0;

	if (status)
		return status;
	while (registry_next(s->registry, &pos))
		n++;
	if (android_os_ServiceDebugInfo_Array_alloc(ret, n) != STATUS_OK)
		return no_memory();
	pos = 0;
	for (int32_t i = 0; (entry = registry_next(s->registry, &pos)); i++) {
		free(ret->data[i].name);
		ret->data[i].name = strdup(entry->name);
		ret->data[i].debugPid = (int32_t)entry->owner.pid;
		if (!ret->data[i].name)
			return no_memory();
	}
	return NULL;
}

/* Waiting for a name */

static AStatus *register_for_notifications(android_os_IServiceManager_impl *impl, const char *name,
					   android_os_IServiceCallback *callback)
{
	struct service *s = service_of(impl);
	struct policy_caller caller = current_caller();
	struct quota_owner owner = { .uid = caller.uid, .pid = caller.pid };
	AIBinder *binder = android_os_IServiceCallback_asBinder(callback);
	const struct registry_entry *entry;
	AStatus *status;
	int r;

	status = check_find(s, name);
	if (!status)
		status = check_name(name);
	if (status)
		return status;
	/* Nobody but us can make a local callback, and its death could not be watched. */
	r = AIBinder_isRemote(binder) ? registry_watch(s->registry, name, binder, &owner) :
					REGISTRY_DEAD;
	if (r == -ENOMEM)
		return no_memory();
	if (r == REGISTRY_DEAD)
		return exception(EX_ILLEGAL_STATE, "Couldn't link to death: the callback is dead.");
	if (r != REGISTRY_OK)
		return full(r, &s->limits.callbacks, "callbacks");
	log_verbose("pid %d waits for '%s'", (int)caller.pid, name);
	entry = registry_find(s->registry, name);
	if (entry)
		notify_one(binder, entry);
	return NULL;
}

static AStatus *unregister_for_notifications(android_os_IServiceManager_impl *impl,
					     const char *name,
					     android_os_IServiceCallback *callback)
{
	struct service *s = service_of(impl);
	AStatus *status = check_find(s, name);

	if (status)
		return status;
	if (registry_unwatch(s->registry, name, android_os_IServiceCallback_asBinder(callback)) ==
	    0)
		return exception(EX_ILLEGAL_STATE, "Nothing to unregister.");
	return NULL;
}

/* Declarations: this service manager has none, so nothing is declared. */

static AStatus *is_declared(android_os_IServiceManager_impl *impl, const char *name, bool *ret)
{
	return check_find(service_of(impl), name);
}

static AStatus *get_declared_instances(android_os_IServiceManager_impl *impl, const char *iface,
				       aidl_StringArray *ret)
{
	return check_find(service_of(impl), iface);
}

static AStatus *updatable_via_apex(android_os_IServiceManager_impl *impl, const char *name,
				   char **ret)
{
	return check_find(service_of(impl), name);
}

static AStatus *get_updatable_names(android_os_IServiceManager_impl *impl, const char *apex,
				    aidl_StringArray *ret)
{
	return check_find(service_of(impl), apex);
}

static AStatus *get_connection_info(android_os_IServiceManager_impl *impl, const char *name,
				    android_os_ConnectionInfo **ret)
{
	return check_find(service_of(impl), name);
}

/* Lazy services */

static AStatus *register_client_callback(android_os_IServiceManager_impl *impl, const char *name,
					 AIBinder *service, android_os_IClientCallback *callback)
{
	AStatus *status = check_add(service_of(impl), name);

	if (status)
		return status;
	return exception(EX_UNSUPPORTED_OPERATION,
			 "This service manager does not count the clients of a service.");
}

/*
 * Without client callbacks nobody knows whether a service is in use, and it counts as used: as on
 * Android a name that never had one cannot be taken back.
 */
static AStatus *try_unregister_service(android_os_IServiceManager_impl *impl, const char *name,
				       AIBinder *service)
{
	struct service *s = service_of(impl);
	struct policy_caller caller = current_caller();
	const struct registry_entry *entry;
	AStatus *status = check_add(s, name);

	if (status)
		return status;
	entry = registry_find(s->registry, name);
	if (!entry)
		return exception(EX_ILLEGAL_STATE, "Service not registered.");
	if (caller.pid == 0 || entry->owner.pid != caller.pid)
		return exception(EX_UNSUPPORTED_OPERATION, "Service can only unregister itself.");
	if (entry->object != service)
		return exception(EX_ILLEGAL_STATE, "Different service registered under this name.");
	return exception(EX_ILLEGAL_STATE,
			 "Can't unregister, known client: the clients of a service "
			 "without client callbacks are not counted.");
}

/* Asking for somebody else */

/* Return: 1 he may, 0 he may not, -1 there is no such permission. */
static int may(const struct service *s, const struct policy_caller *caller, const char *permission,
	       const char *name)
{
	if (strcmp(permission, "add") == 0)
		return policy_may_add(&s->policy, caller, name);
	if (strcmp(permission, "find") == 0)
		return policy_may_find(&s->policy, caller, name);
	if (strcmp(permission, "list") == 0)
		return policy_may_list(&s->policy, caller);
	return -1;
}

/* Who may not do a thing may not ask about others either. */
static AStatus *check_access(android_os_IServiceManager_impl *impl,
			     const android_os_CallerContext *context, const char *name,
			     const char *permission, bool *ret)
{
	struct service *s = service_of(impl);
	struct policy_caller asker = current_caller();
	struct policy_caller other = { .uid = (uid_t)context->uid, .pid = context->debugPid };
	const char *what = strcmp(permission, "list") == 0 ? NULL : name;
	char text[512];

	if (!*context->sidName || !*name || !*permission)
		return exception(EX_SECURITY, "sid, name and permission must not be empty.");
	switch (may(s, &asker, permission, name)) {
	case -1:
		return exception(EX_SECURITY,
				 "There is no such permission; there are add, find and "
				 "list.");
	case 0:
		return refuse(s, &asker, permission, what);
	}
	if (!may(s, &other, permission, name)) {
		policy_explain(&s->policy, &other, permission, what, text, sizeof text);
		return AStatus_fromExceptionCodeWithMessage(EX_SECURITY, text);
	}
	*ret = true;
	return NULL;
}

static const android_os_IServiceManager_ops service_ops = {
	.getService = get_service,
	.getService2 = get_service2,
	.checkService = get_service,	/* they differ where services are started on demand */
	.checkService2 = get_service2,
	.addService = add_service,
	.listServices = list_services,
	.registerForNotifications = register_for_notifications,
	.unregisterForNotifications = unregister_for_notifications,
	.isDeclared = is_declared,
	.getDeclaredInstances = get_declared_instances,
	.updatableViaApex = updatable_via_apex,
	.getUpdatableNames = get_updatable_names,
	.getConnectionInfo = get_connection_info,
	.registerClientCallback = register_client_callback,
	.tryUnregisterService = try_unregister_service,
	.getServiceDebugInfo = get_debug_info,
	.checkServiceAccess = check_access,
};

static void destroy(android_os_IServiceManager_impl *impl)
{
	free(service_of(impl));
}

static int add_self(struct service *s)
{
	return registry_add(s->registry, &(struct registry_entry){
		.name = "manager",
		.object = service_binder(s),
		.owner = { .uid = geteuid(), .pid = getpid() },
		.dump_priority = android_os_IServiceManager_DUMP_FLAG_PRIORITY_DEFAULT,
	});
}

int service_new(const struct policy *policy, const struct registry_limits *limits,
		struct service **ret)
{
	struct service *s = calloc(1, sizeof *s);

	if (!s)
		return -ENOMEM;
	s->impl.ops = &service_ops;
	s->impl.destroy = destroy;
	s->policy = *policy;
	s->limits = *limits;
	if (objects_init(&s->objects) < 0)
		goto fail;
	if (registry_new(limits, &objects_ops, &s->objects, &s->registry) < 0)
		goto fail;
	s->objects.registry = s->registry;
	s->self = android_os_IServiceManager_new(&s->impl);
	if (!s->self)
		goto fail;
	if (add_self(s) != REGISTRY_OK) {
		registry_free(s->registry);
		objects_fini(&s->objects);
		android_os_IServiceManager_release(s->self); /* frees s */
		return -ENOMEM;
	}
	*ret = s;
	return 0;
fail:
	registry_free(s->registry);
	objects_fini(&s->objects);
	free(s);
	return -ENOMEM;
}

AIBinder *service_binder(struct service *service)
{
	return android_os_IServiceManager_asBinder(service->self);
}
