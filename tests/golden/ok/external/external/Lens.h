/* SPDX-License-Identifier: MIT */
/*
 * Lens.h - a parcelable written by hand that names no C header: where aidl2c would write it
 */
#pragma once

#include <hideglue/aidl_support.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct external_Lens {
	int32_t n;
	double *cells;
} external_Lens;

binder_status_t external_Lens_init(external_Lens *self);
void external_Lens_clear(external_Lens *self);
external_Lens *external_Lens_new(void);
void external_Lens_delete(external_Lens *self);
binder_status_t external_Lens_copy(external_Lens *self, const external_Lens *from);
bool external_Lens_equals(const external_Lens *a, const external_Lens *b);
char *external_Lens_toString(const external_Lens *self);
binder_status_t external_Lens_writeToParcel(const external_Lens *self, AParcel *parcel);
binder_status_t external_Lens_readWithin(external_Lens *self, const AParcel *parcel,
					aidl_budget *budget);

struct external_Lens_Array;
struct external_Lens_NullableArray;
void external_Lens_Array_clear(struct external_Lens_Array *self);
binder_status_t external_Lens_Array_alloc(struct external_Lens_Array *self, int32_t length);
void external_Lens_NullableArray_clear(struct external_Lens_NullableArray *self);
binder_status_t external_Lens_NullableArray_alloc(struct external_Lens_NullableArray *self,
						    int32_t length);

#ifdef __cplusplus
}
#endif
