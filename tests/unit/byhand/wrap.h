/* SPDX-License-Identifier: MIT */
/*
 * wrap.h - byhand.Wrap, a type by hand that holds a generated one, which can hold it
 */
#pragma once

#include <hideglue/aidl_support.h>

struct large_Knot;

typedef struct byhand_Wrap {
	struct large_Knot *knot; /* NULL: none */
} byhand_Wrap;

binder_status_t byhand_Wrap_init(byhand_Wrap *self);
void byhand_Wrap_clear(byhand_Wrap *self);
void byhand_Wrap_delete(byhand_Wrap *self);
binder_status_t byhand_Wrap_copy(byhand_Wrap *self, const byhand_Wrap *from);
bool byhand_Wrap_equals(const byhand_Wrap *a, const byhand_Wrap *b);
char *byhand_Wrap_toString(const byhand_Wrap *self);
binder_status_t byhand_Wrap_writeToParcel(const byhand_Wrap *self, AParcel *parcel);
binder_status_t byhand_Wrap_readWithin(byhand_Wrap *self, const AParcel *parcel,
				       aidl_budget *budget);
