/* SPDX-License-Identifier: MIT */
/*
 * generated_service.c - an implementation of generated.ICheck whose answers show what arrived
 */
#include "generated_calls.h"

#include <stdlib.h>

#include "generated/Data.h"
#include "generated/Holder.h"
#include "generated/ICheck.h"
#include "generated/Tree.h"
#include "generated/Value.h"

static int live;
static char *last_told;

struct service {
	copy_ICheck_impl impl; /* first: impl is the service */
};

static AStatus *status_of(binder_status_t r)
{
	return r == STATUS_OK ? NULL : AStatus_fromStatus(r);
}

static AStatus *do_add(copy_ICheck_impl *self, int32_t a, int32_t b, int32_t *ret)
{
	*ret = a + b;
	return AStatus_newOk();
}

static AStatus *do_join(copy_ICheck_impl *self, const char *a, const char *b, char **ret)
{
	char text[256];

	snprintf(text, sizeof(text), "%s+%s", a, b ? b : "null");
	return status_of(aidl_String_copy(ret, text));
}

static AStatus *do_nothing(copy_ICheck_impl *self, char **ret)
{
	return NULL;
}

static AStatus *do_data(copy_ICheck_impl *self, const copy_Data *x, copy_Data *y, copy_Data *z,
			copy_Data *ret)
{
	binder_status_t r = copy_Data_copy(ret, x);

	/* y is as it was made: with the defaults. */
	y->number += z->number;
	z->number++;
	if (r == STATUS_OK)
		r = aidl_String_copy(&z->text, "changed");
	return status_of(r);
}

static AStatus *do_value(copy_ICheck_impl *self, const copy_Value *x, copy_Value *ret)
{
	return status_of(copy_Value_copy(ret, x));
}

static AStatus *do_holder(copy_ICheck_impl *self, const copy_Holder *x, copy_Holder *ret)
{
	return status_of(copy_Holder_copy(ret, x));
}

static AStatus *do_tree(copy_ICheck_impl *self, const copy_Tree *x, copy_Tree **ret)
{
	if (!x)
		return NULL;
	*ret = copy_Tree_new();
	return status_of(*ret ? copy_Tree_copy(*ret, x) : STATUS_NO_MEMORY);
}

static AStatus *do_fill(copy_ICheck_impl *self, int32_t n, aidl_Int32Array *numbers,
			aidl_StringArray *texts, copy_Data_Part_Array *parts, aidl_Int32Array *ret)
{
	binder_status_t r = aidl_Int32Array_alloc(ret, 3);

	if (r != STATUS_OK)
		return status_of(r);
	ret->data[0] = numbers->length;
	ret->data[1] = texts->length;
	ret->data[2] = parts->length;
	for (int32_t i = 0; i < numbers->length; i++)
		numbers->data[i] = n + i;
	for (int32_t i = 0; r == STATUS_OK && i < texts->length; i++)
		r = aidl_String_copy(&texts->data[i], "filled");
	return status_of(r);
}

static AStatus *do_fixed(copy_ICheck_impl *self, int32_t x[2][3], char *const names[2],
			 int32_t y[2], double z[2], int32_t ret[2][3])
{
	for (int i = 0; i < 2; i++)
		for (int j = 0; j < 3; j++)
			ret[i][j] = x[i][j] * 10;
	y[0] += (int32_t)strlen(names[0]);
	y[1] += (int32_t)strlen(names[1]);
	z[0] = 0.5;
	z[1] = y[1];
	return NULL;
}

static AStatus *do_file(copy_ICheck_impl *self, int x, int y, int *ret)
{
	return status_of(aidl_Fd_copy(ret, y >= 0 ? y : x));
}

static AStatus *do_self(copy_ICheck_impl *self, copy_ICheck *x, copy_ICheck *y, copy_ICheck **ret)
{
	*ret = copy_ICheck_acquire(y ? y : x);
	return NULL;
}

static AStatus *do_kinds(copy_ICheck_impl *self, const copy_Kind_Array *x, aidl_BoolArray *y,
			 copy_Kind_Array *ret)
{
	for (int32_t i = 0; i < y->length; i++)
		y->data[i] = !y->data[i];
	return status_of(aidl_Int32Array_copy(ret, x));
}

/* Fails with its outputs half made: nobody may see them. */
static AStatus *do_fail(copy_ICheck_impl *self, int32_t how, copy_Data *x, aidl_StringArray *names)
{
	x->number = -1;
	if (names->length > 0)
		names->data[0] = calloc(1, 8);
	switch (how) {
	case 0:
		return AStatus_fromExceptionCodeWithMessage(EX_ILLEGAL_ARGUMENT, "no");
	case 1:
		return AStatus_fromServiceSpecificErrorWithMessage(42, "why");
	default:
		return AStatus_fromStatus(STATUS_PERMISSION_DENIED);
	}
}

static AStatus *do_broken(copy_ICheck_impl *self, char **ret)
{
	*ret = NULL; /* which a String must not be */
	return NULL;
}

static AStatus *do_tell(copy_ICheck_impl *self, const char *what)
{
	aidl_String_copy(&last_told, what);
	return AStatus_fromExceptionCode(EX_ILLEGAL_STATE); /* nobody to tell */
}

static const copy_ICheck_ops ops = {
	.add = do_add,
	.join = do_join,
	.nothing = do_nothing,
	.data = do_data,
	.value = do_value,
	.holder = do_holder,
	.tree = do_tree,
	.fill = do_fill,
	.fixed = do_fixed,
	.file = do_file,
	.self = do_self,
	.kinds = do_kinds,
	.fail = do_fail,
	.broken = do_broken,
	.tell = do_tell,
};

static void service_destroy(copy_ICheck_impl *impl)
{
	live--;
	free(impl);
}

AIBinder *service_binder(void)
{
	struct service *s = calloc(1, sizeof(*s));

	s->impl.ops = &ops;
	s->impl.destroy = service_destroy;
	live++;
	return copy_ICheck_asBinder(copy_ICheck_new(&s->impl));
}

int service_count(void)
{
	return live;
}

char *service_take_told(void)
{
	char *told = last_told;

	last_told = NULL;
	return told;
}
