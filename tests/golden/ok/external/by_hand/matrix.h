/* SPDX-License-Identifier: MIT */
/*
 * matrix.h - a parcelable written by hand: what its c_header has to give
 */
#pragma once

#include <hideglue/aidl_support.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct external_Matrix {
	int32_t n;
	double *cells;
} external_Matrix;

binder_status_t external_Matrix_init(external_Matrix *self);
void external_Matrix_clear(external_Matrix *self);
external_Matrix *external_Matrix_new(void);
void external_Matrix_delete(external_Matrix *self);
binder_status_t external_Matrix_copy(external_Matrix *self, const external_Matrix *from);
bool external_Matrix_equals(const external_Matrix *a, const external_Matrix *b);
char *external_Matrix_toString(const external_Matrix *self);
binder_status_t external_Matrix_writeToParcel(const external_Matrix *self, AParcel *parcel);
binder_status_t external_Matrix_readWithin(external_Matrix *self, const AParcel *parcel,
					aidl_budget *budget);

struct external_Matrix_Array;
struct external_Matrix_NullableArray;
void external_Matrix_Array_clear(struct external_Matrix_Array *self);
binder_status_t external_Matrix_Array_alloc(struct external_Matrix_Array *self, int32_t length);
void external_Matrix_NullableArray_clear(struct external_Matrix_NullableArray *self);
binder_status_t external_Matrix_NullableArray_alloc(struct external_Matrix_NullableArray *self,
						    int32_t length);

#ifdef __cplusplus
}
#endif
