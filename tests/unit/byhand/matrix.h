/* SPDX-License-Identifier: MIT */
/*
 * matrix.h - byhand.Matrix, a parcelable that C code brings with it
 *
 * In .aidl it is `parcelable Matrix c_header "byhand/matrix.h";`. The functions are those that
 * aidl2c makes for a parcelable, with the same meaning; the array types stand in the guard that
 * generated headers use as well.
 */
#pragma once

#include <hideglue/aidl_support.h>

/** n * n numbers. */
typedef struct byhand_Matrix {
	int32_t n;
	double *cells;
} byhand_Matrix;

#ifndef byhand_Matrix_ARRAYS
#define byhand_Matrix_ARRAYS
typedef struct byhand_Matrix_Array {
	byhand_Matrix *data;
	int32_t length;
} byhand_Matrix_Array;
typedef struct byhand_Matrix_NullableArray {
	byhand_Matrix **data;
	int32_t length;
} byhand_Matrix_NullableArray;
#endif

binder_status_t byhand_Matrix_init(byhand_Matrix *self);
void byhand_Matrix_clear(byhand_Matrix *self);
byhand_Matrix *byhand_Matrix_new(void);
void byhand_Matrix_delete(byhand_Matrix *self);
binder_status_t byhand_Matrix_copy(byhand_Matrix *self, const byhand_Matrix *from);
bool byhand_Matrix_equals(const byhand_Matrix *a, const byhand_Matrix *b);
char *byhand_Matrix_toString(const byhand_Matrix *self);
binder_status_t byhand_Matrix_writeToParcel(const byhand_Matrix *self, AParcel *parcel);
binder_status_t byhand_Matrix_readWithin(byhand_Matrix *self, const AParcel *parcel,
					 aidl_budget *budget);
binder_status_t byhand_Matrix_writeToHolder(const byhand_Matrix *self,
					    aidl_ParcelableHolder *holder);
binder_status_t byhand_Matrix_readFromHolder(byhand_Matrix *self,
					     const aidl_ParcelableHolder *holder);
void byhand_Matrix_Array_clear(byhand_Matrix_Array *self);
void byhand_Matrix_NullableArray_clear(byhand_Matrix_NullableArray *self);
binder_status_t byhand_Matrix_Array_alloc(byhand_Matrix_Array *self, int32_t length);
binder_status_t byhand_Matrix_NullableArray_alloc(byhand_Matrix_NullableArray *self,
						  int32_t length);
