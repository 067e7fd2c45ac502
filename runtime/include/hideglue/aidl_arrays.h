/* SPDX-License-Identifier: MIT */
/*
 * aidl_arrays.h - arrays of the types that AIDL itself has; part of aidl_support.h
 *
 * For each element type the same functions: _clear, _alloc, _copy, _equals, text, writers
 * and readers of the dynamic and (aidl_..._fixed_) the fixed-size form, and
 * aidl_prepare_ for `out` arrays. Rules as in aidl_support.h.
 */
#pragma once

#include <hideglue/aidl_support.h>

#ifdef __cplusplus
extern "C" {
#endif

/* bool[] */

AIDL_OUTLINED void aidl_BoolArray_clear(aidl_BoolArray *self)
{
	free(self->data);
	self->data = NULL;
	self->length = 0;
}

/** Replaces what self holds by length zeros; length -1 makes it the null array. */
AIDL_OUTLINED binder_status_t aidl_BoolArray_alloc(aidl_BoolArray *self, int32_t length)
{
	aidl_BoolArray_clear(self);
	if (length > 0) {
		self->data = (bool *)calloc((size_t)length, sizeof(bool));
		if (!self->data)
			return STATUS_NO_MEMORY;
	}
	self->length = length < 0 ? -1 : length;
	return STATUS_OK;
}

/** Makes self a copy of from, which may be self; unchanged on failure. */
AIDL_OUTLINED binder_status_t aidl_BoolArray_copy(aidl_BoolArray *self, const aidl_BoolArray *from)
{
	aidl_BoolArray copy = {NULL, 0};
	binder_status_t r = aidl_BoolArray_alloc(&copy, from->length);

	if (r != STATUS_OK)
		return r;
	if (copy.length > 0)
		memcpy(copy.data, from->data, (size_t)copy.length * sizeof(bool));
	aidl_BoolArray_clear(self);
	*self = copy;
	return STATUS_OK;
}

AIDL_OUTLINED bool aidl_equal_bools(const bool *a, const bool *b, int32_t n)
{
	for (int32_t i = 0; i < n; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

AIDL_OUTLINED bool aidl_BoolArray_equals(const aidl_BoolArray *a, const aidl_BoolArray *b)
{
	return a->length == b->length && aidl_equal_bools(a->data, b->data, a->length);
}

AIDL_OUTLINED void aidl_text_bools(aidl_text *text, const bool *data, int32_t n)
{
	aidl_text_add(text, "[");
	for (int32_t i = 0; i < n; i++) {
		aidl_text_add(text, i ? ", " : "");
		aidl_text_bool(text, data[i]);
	}
	aidl_text_add(text, "]");
}

AIDL_OUTLINED void aidl_text_bool_array(aidl_text *text, const aidl_BoolArray *value)
{
	if (value->length < 0)
		aidl_text_add(text, "null");
	else
		aidl_text_bools(text, value->data, value->length);
}

static inline bool aidl_bool_getter(const void *data, size_t i)
{
	return ((const bool *)data)[i];
}

static inline binder_status_t aidl_write_fixed_bool(AParcel *out, const bool *data, int32_t n)
{
	return AParcel_writeBoolArray(out, data, n, aidl_bool_getter);
}

AIDL_OUTLINED binder_status_t aidl_write_bool_array(AParcel *out, const aidl_BoolArray *value)
{
	binder_status_t r = aidl_check_array(value->data, value->length);

	if (r != STATUS_OK)
		return r;
	return aidl_write_fixed_bool(out, value->data, value->length);
}

AIDL_OUTLINED binder_status_t aidl_write_nullable_bool_array(AParcel *out,
							   const aidl_BoolArray *value)
{
	if (value->length < 0)
		return aidl_write_fixed_bool(out, NULL, -1);
	return aidl_write_bool_array(out, value);
}

static inline bool aidl_bool_allocator(void *array, int32_t length)
{
	return aidl_BoolArray_alloc((aidl_BoolArray *)array, length) == STATUS_OK;
}

static inline void aidl_bool_setter(void *array, size_t i, bool value)
{
	((aidl_BoolArray *)array)->data[i] = value;
}

AIDL_OUTLINED binder_status_t aidl_read_nullable_bool_array(const AParcel *in,
							  aidl_BoolArray *value)
{
	binder_status_t r = aidl_peek_length(in, 4);

	if (r == STATUS_OK)
		r = AParcel_readBoolArray(in, value, aidl_bool_allocator, aidl_bool_setter);
	if (r != STATUS_OK)
		aidl_BoolArray_clear(value);
	return r;
}

AIDL_OUTLINED binder_status_t aidl_read_bool_array(const AParcel *in, aidl_BoolArray *value)
{
	binder_status_t r = aidl_read_nullable_bool_array(in, value);

	return r == STATUS_OK ? aidl_refuse_null(&value->length) : r;
}

static inline bool aidl_fixed_bool_allocator(void *fixed, int32_t length)
{
	return length == ((aidl_BoolArray *)fixed)->length;
}

/** Reads exactly n elements into data. */
AIDL_OUTLINED binder_status_t aidl_read_fixed_bool(const AParcel *in, bool *data, int32_t n)
{
	aidl_BoolArray fixed = {data, n};
	binder_status_t r = aidl_peek_fixed_length(in, n);

	if (r != STATUS_OK)
		return r;
	return AParcel_readBoolArray(in, &fixed, aidl_fixed_bool_allocator, aidl_bool_setter);
}

/** An out array before the call: as long as its length says, of zeros. */
AIDL_OUTLINED binder_status_t aidl_prepare_bool_array(aidl_BoolArray *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, false);

	return r == STATUS_OK ? aidl_BoolArray_alloc(out, out->length) : r;
}

AIDL_OUTLINED binder_status_t aidl_prepare_nullable_bool_array(aidl_BoolArray *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, true);

	return r == STATUS_OK ? aidl_BoolArray_alloc(out, out->length) : r;
}

/* int8_t[] */

AIDL_OUTLINED void aidl_ByteArray_clear(aidl_ByteArray *self)
{
	free(self->data);
	self->data = NULL;
	self->length = 0;
}

/** Replaces what self holds by length zeros; length -1 makes it the null array. */
AIDL_OUTLINED binder_status_t aidl_ByteArray_alloc(aidl_ByteArray *self, int32_t length)
{
	aidl_ByteArray_clear(self);
	if (length > 0) {
		self->data = (int8_t *)calloc((size_t)length, sizeof(int8_t));
		if (!self->data)
			return STATUS_NO_MEMORY;
	}
	self->length = length < 0 ? -1 : length;
	return STATUS_OK;
}

/** Makes self a copy of from, which may be self; unchanged on failure. */
AIDL_OUTLINED binder_status_t aidl_ByteArray_copy(aidl_ByteArray *self, const aidl_ByteArray *from)
{
	aidl_ByteArray copy = {NULL, 0};
	binder_status_t r = aidl_ByteArray_alloc(&copy, from->length);

	if (r != STATUS_OK)
		return r;
	if (copy.length > 0)
		memcpy(copy.data, from->data, (size_t)copy.length * sizeof(int8_t));
	aidl_ByteArray_clear(self);
	*self = copy;
	return STATUS_OK;
}

AIDL_OUTLINED bool aidl_equal_bytes(const int8_t *a, const int8_t *b, int32_t n)
{
	for (int32_t i = 0; i < n; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

AIDL_OUTLINED bool aidl_ByteArray_equals(const aidl_ByteArray *a, const aidl_ByteArray *b)
{
	return a->length == b->length && aidl_equal_bytes(a->data, b->data, a->length);
}

AIDL_OUTLINED void aidl_text_bytes(aidl_text *text, const int8_t *data, int32_t n)
{
	aidl_text_add(text, "[");
	for (int32_t i = 0; i < n; i++) {
		aidl_text_add(text, i ? ", " : "");
		aidl_text_int64(text, data[i]);
	}
	aidl_text_add(text, "]");
}

AIDL_OUTLINED void aidl_text_byte_array(aidl_text *text, const aidl_ByteArray *value)
{
	if (value->length < 0)
		aidl_text_add(text, "null");
	else
		aidl_text_bytes(text, value->data, value->length);
}

static inline binder_status_t aidl_write_fixed_byte(AParcel *out, const int8_t *data, int32_t n)
{
	return AParcel_writeByteArray(out, data, n);
}

AIDL_OUTLINED binder_status_t aidl_write_byte_array(AParcel *out, const aidl_ByteArray *value)
{
	binder_status_t r = aidl_check_array(value->data, value->length);

	if (r != STATUS_OK)
		return r;
	return aidl_write_fixed_byte(out, value->data, value->length);
}

AIDL_OUTLINED binder_status_t aidl_write_nullable_byte_array(AParcel *out,
							   const aidl_ByteArray *value)
{
	if (value->length < 0)
		return aidl_write_fixed_byte(out, NULL, -1);
	return aidl_write_byte_array(out, value);
}

static inline bool aidl_byte_allocator(void *array, int32_t length, int8_t **data)
{
	aidl_ByteArray *self = (aidl_ByteArray *)array;

	if (aidl_ByteArray_alloc(self, length) != STATUS_OK)
		return false;
	*data = self->data;
	return true;
}

AIDL_OUTLINED binder_status_t aidl_read_nullable_byte_array(const AParcel *in,
							  aidl_ByteArray *value)
{
	binder_status_t r = aidl_peek_length(in, 1);

	if (r == STATUS_OK)
		r = AParcel_readByteArray(in, value, aidl_byte_allocator);
	if (r != STATUS_OK)
		aidl_ByteArray_clear(value);
	return r;
}

AIDL_OUTLINED binder_status_t aidl_read_byte_array(const AParcel *in, aidl_ByteArray *value)
{
	binder_status_t r = aidl_read_nullable_byte_array(in, value);

	return r == STATUS_OK ? aidl_refuse_null(&value->length) : r;
}

static inline bool aidl_fixed_byte_allocator(void *fixed, int32_t length, int8_t **data)
{
	*data = ((aidl_ByteArray *)fixed)->data;
	return length == ((aidl_ByteArray *)fixed)->length;
}

/** Reads exactly n elements into data. */
AIDL_OUTLINED binder_status_t aidl_read_fixed_byte(const AParcel *in, int8_t *data, int32_t n)
{
	aidl_ByteArray fixed = {data, n};
	binder_status_t r = aidl_peek_fixed_length(in, n);

	if (r != STATUS_OK)
		return r;
	return AParcel_readByteArray(in, &fixed, aidl_fixed_byte_allocator);
}

/** An out array before the call: as long as its length says, of zeros. */
AIDL_OUTLINED binder_status_t aidl_prepare_byte_array(aidl_ByteArray *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, false);

	return r == STATUS_OK ? aidl_ByteArray_alloc(out, out->length) : r;
}

AIDL_OUTLINED binder_status_t aidl_prepare_nullable_byte_array(aidl_ByteArray *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, true);

	return r == STATUS_OK ? aidl_ByteArray_alloc(out, out->length) : r;
}

/* char16_t[] */

AIDL_OUTLINED void aidl_CharArray_clear(aidl_CharArray *self)
{
	free(self->data);
	self->data = NULL;
	self->length = 0;
}

/** Replaces what self holds by length zeros; length -1 makes it the null array. */
AIDL_OUTLINED binder_status_t aidl_CharArray_alloc(aidl_CharArray *self, int32_t length)
{
	aidl_CharArray_clear(self);
	if (length > 0) {
		self->data = (char16_t *)calloc((size_t)length, sizeof(char16_t));
		if (!self->data)
			return STATUS_NO_MEMORY;
	}
	self->length = length < 0 ? -1 : length;
	return STATUS_OK;
}

/** Makes self a copy of from, which may be self; unchanged on failure. */
AIDL_OUTLINED binder_status_t aidl_CharArray_copy(aidl_CharArray *self, const aidl_CharArray *from)
{
	aidl_CharArray copy = {NULL, 0};
	binder_status_t r = aidl_CharArray_alloc(&copy, from->length);

	if (r != STATUS_OK)
		return r;
	if (copy.length > 0)
		memcpy(copy.data, from->data, (size_t)copy.length * sizeof(char16_t));
	aidl_CharArray_clear(self);
	*self = copy;
	return STATUS_OK;
}

AIDL_OUTLINED bool aidl_equal_chars(const char16_t *a, const char16_t *b, int32_t n)
{
	for (int32_t i = 0; i < n; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

AIDL_OUTLINED bool aidl_CharArray_equals(const aidl_CharArray *a, const aidl_CharArray *b)
{
	return a->length == b->length && aidl_equal_chars(a->data, b->data, a->length);
}

AIDL_OUTLINED void aidl_text_chars(aidl_text *text, const char16_t *data, int32_t n)
{
	aidl_text_add(text, "[");
	for (int32_t i = 0; i < n; i++) {
		aidl_text_add(text, i ? ", " : "");
		aidl_text_char(text, data[i]);
	}
	aidl_text_add(text, "]");
}

AIDL_OUTLINED void aidl_text_char_array(aidl_text *text, const aidl_CharArray *value)
{
	if (value->length < 0)
		aidl_text_add(text, "null");
	else
		aidl_text_chars(text, value->data, value->length);
}

static inline binder_status_t aidl_write_fixed_char(AParcel *out, const char16_t *data, int32_t n)
{
	return AParcel_writeCharArray(out, data, n);
}

AIDL_OUTLINED binder_status_t aidl_write_char_array(AParcel *out, const aidl_CharArray *value)
{
	binder_status_t r = aidl_check_array(value->data, value->length);

	if (r != STATUS_OK)
		return r;
	return aidl_write_fixed_char(out, value->data, value->length);
}

AIDL_OUTLINED binder_status_t aidl_write_nullable_char_array(AParcel *out,
							   const aidl_CharArray *value)
{
	if (value->length < 0)
		return aidl_write_fixed_char(out, NULL, -1);
	return aidl_write_char_array(out, value);
}

static inline bool aidl_char_allocator(void *array, int32_t length, char16_t **data)
{
	aidl_CharArray *self = (aidl_CharArray *)array;

	if (aidl_CharArray_alloc(self, length) != STATUS_OK)
		return false;
	*data = self->data;
	return true;
}

AIDL_OUTLINED binder_status_t aidl_read_nullable_char_array(const AParcel *in,
							  aidl_CharArray *value)
{
	binder_status_t r = aidl_peek_length(in, 4);

	if (r == STATUS_OK)
		r = AParcel_readCharArray(in, value, aidl_char_allocator);
	if (r != STATUS_OK)
		aidl_CharArray_clear(value);
	return r;
}

AIDL_OUTLINED binder_status_t aidl_read_char_array(const AParcel *in, aidl_CharArray *value)
{
	binder_status_t r = aidl_read_nullable_char_array(in, value);

	return r == STATUS_OK ? aidl_refuse_null(&value->length) : r;
}

static inline bool aidl_fixed_char_allocator(void *fixed, int32_t length, char16_t **data)
{
	*data = ((aidl_CharArray *)fixed)->data;
	return length == ((aidl_CharArray *)fixed)->length;
}

/** Reads exactly n elements into data. */
AIDL_OUTLINED binder_status_t aidl_read_fixed_char(const AParcel *in, char16_t *data, int32_t n)
{
	aidl_CharArray fixed = {data, n};
	binder_status_t r = aidl_peek_fixed_length(in, n);

	if (r != STATUS_OK)
		return r;
	return AParcel_readCharArray(in, &fixed, aidl_fixed_char_allocator);
}

/** An out array before the call: as long as its length says, of zeros. */
AIDL_OUTLINED binder_status_t aidl_prepare_char_array(aidl_CharArray *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, false);

	return r == STATUS_OK ? aidl_CharArray_alloc(out, out->length) : r;
}

AIDL_OUTLINED binder_status_t aidl_prepare_nullable_char_array(aidl_CharArray *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, true);

	return r == STATUS_OK ? aidl_CharArray_alloc(out, out->length) : r;
}

/* int32_t[] */

AIDL_OUTLINED void aidl_Int32Array_clear(aidl_Int32Array *self)
{
	free(self->data);
	self->data = NULL;
	self->length = 0;
}

/** Replaces what self holds by length zeros; length -1 makes it the null array. */
AIDL_OUTLINED binder_status_t aidl_Int32Array_alloc(aidl_Int32Array *self, int32_t length)
{
	aidl_Int32Array_clear(self);
	if (length > 0) {
		self->data = (int32_t *)calloc((size_t)length, sizeof(int32_t));
		if (!self->data)
			return STATUS_NO_MEMORY;
	}
	self->length = length < 0 ? -1 : length;
	return STATUS_OK;
}

/** Makes self a copy of from, which may be self; unchanged on failure. */
AIDL_OUTLINED binder_status_t aidl_Int32Array_copy(aidl_Int32Array *self,
						   const aidl_Int32Array *from)
{
	aidl_Int32Array copy = {NULL, 0};
	binder_status_t r = aidl_Int32Array_alloc(&copy, from->length);

	if (r != STATUS_OK)
		return r;
	if (copy.length > 0)
		memcpy(copy.data, from->data, (size_t)copy.length * sizeof(int32_t));
	aidl_Int32Array_clear(self);
	*self = copy;
	return STATUS_OK;
}

AIDL_OUTLINED bool aidl_equal_int32s(const int32_t *a, const int32_t *b, int32_t n)
{
	for (int32_t i = 0; i < n; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

AIDL_OUTLINED bool aidl_Int32Array_equals(const aidl_Int32Array *a, const aidl_Int32Array *b)
{
	return a->length == b->length && aidl_equal_int32s(a->data, b->data, a->length);
}

AIDL_OUTLINED void aidl_text_int32s(aidl_text *text, const int32_t *data, int32_t n)
{
	aidl_text_add(text, "[");
	for (int32_t i = 0; i < n; i++) {
		aidl_text_add(text, i ? ", " : "");
		aidl_text_int64(text, data[i]);
	}
	aidl_text_add(text, "]");
}

AIDL_OUTLINED void aidl_text_int32_array(aidl_text *text, const aidl_Int32Array *value)
{
	if (value->length < 0)
		aidl_text_add(text, "null");
	else
		aidl_text_int32s(text, value->data, value->length);
}

static inline binder_status_t aidl_write_fixed_int32(AParcel *out, const int32_t *data, int32_t n)
{
	return AParcel_writeInt32Array(out, data, n);
}

AIDL_OUTLINED binder_status_t aidl_write_int32_array(AParcel *out, const aidl_Int32Array *value)
{
	binder_status_t r = aidl_check_array(value->data, value->length);

	if (r != STATUS_OK)
		return r;
	return aidl_write_fixed_int32(out, value->data, value->length);
}

AIDL_OUTLINED binder_status_t aidl_write_nullable_int32_array(AParcel *out,
							   const aidl_Int32Array *value)
{
	if (value->length < 0)
		return aidl_write_fixed_int32(out, NULL, -1);
	return aidl_write_int32_array(out, value);
}

static inline bool aidl_int32_allocator(void *array, int32_t length, int32_t **data)
{
	aidl_Int32Array *self = (aidl_Int32Array *)array;

	if (aidl_Int32Array_alloc(self, length) != STATUS_OK)
		return false;
	*data = self->data;
	return true;
}

AIDL_OUTLINED binder_status_t aidl_read_nullable_int32_array(const AParcel *in,
							  aidl_Int32Array *value)
{
	binder_status_t r = aidl_peek_length(in, 4);

	if (r == STATUS_OK)
		r = AParcel_readInt32Array(in, value, aidl_int32_allocator);
	if (r != STATUS_OK)
		aidl_Int32Array_clear(value);
	return r;
}

AIDL_OUTLINED binder_status_t aidl_read_int32_array(const AParcel *in, aidl_Int32Array *value)
{
	binder_status_t r = aidl_read_nullable_int32_array(in, value);

	return r == STATUS_OK ? aidl_refuse_null(&value->length) : r;
}

static inline bool aidl_fixed_int32_allocator(void *fixed, int32_t length, int32_t **data)
{
	*data = ((aidl_Int32Array *)fixed)->data;
	return length == ((aidl_Int32Array *)fixed)->length;
}

/** Reads exactly n elements into data. */
AIDL_OUTLINED binder_status_t aidl_read_fixed_int32(const AParcel *in, int32_t *data, int32_t n)
{
	aidl_Int32Array fixed = {data, n};
	binder_status_t r = aidl_peek_fixed_length(in, n);

	if (r != STATUS_OK)
		return r;
	return AParcel_readInt32Array(in, &fixed, aidl_fixed_int32_allocator);
}

/** An out array before the call: as long as its length says, of zeros. */
AIDL_OUTLINED binder_status_t aidl_prepare_int32_array(aidl_Int32Array *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, false);

	return r == STATUS_OK ? aidl_Int32Array_alloc(out, out->length) : r;
}

AIDL_OUTLINED binder_status_t aidl_prepare_nullable_int32_array(aidl_Int32Array *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, true);

	return r == STATUS_OK ? aidl_Int32Array_alloc(out, out->length) : r;
}

/* int64_t[] */

AIDL_OUTLINED void aidl_Int64Array_clear(aidl_Int64Array *self)
{
	free(self->data);
	self->data = NULL;
	self->length = 0;
}

/** Replaces what self holds by length zeros; length -1 makes it the null array. */
AIDL_OUTLINED binder_status_t aidl_Int64Array_alloc(aidl_Int64Array *self, int32_t length)
{
	aidl_Int64Array_clear(self);
	if (length > 0) {
		self->data = (int64_t *)calloc((size_t)length, sizeof(int64_t));
		if (!self->data)
			return STATUS_NO_MEMORY;
	}
	self->length = length < 0 ? -1 : length;
	return STATUS_OK;
}

/** Makes self a copy of from, which may be self; unchanged on failure. */
AIDL_OUTLINED binder_status_t aidl_Int64Array_copy(aidl_Int64Array *self,
						   const aidl_Int64Array *from)
{
	aidl_Int64Array copy = {NULL, 0};
	binder_status_t r = aidl_Int64Array_alloc(&copy, from->length);

	if (r != STATUS_OK)
		return r;
	if (copy.length > 0)
		memcpy(copy.data, from->data, (size_t)copy.length * sizeof(int64_t));
	aidl_Int64Array_clear(self);
	*self = copy;
	return STATUS_OK;
}

AIDL_OUTLINED bool aidl_equal_int64s(const int64_t *a, const int64_t *b, int32_t n)
{
	for (int32_t i = 0; i < n; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

AIDL_OUTLINED bool aidl_Int64Array_equals(const aidl_Int64Array *a, const aidl_Int64Array *b)
{
	return a->length == b->length && aidl_equal_int64s(a->data, b->data, a->length);
}

AIDL_OUTLINED void aidl_text_int64s(aidl_text *text, const int64_t *data, int32_t n)
{
	aidl_text_add(text, "[");
	for (int32_t i = 0; i < n; i++) {
		aidl_text_add(text, i ? ", " : "");
		aidl_text_int64(text, data[i]);
	}
	aidl_text_add(text, "]");
}

AIDL_OUTLINED void aidl_text_int64_array(aidl_text *text, const aidl_Int64Array *value)
{
	if (value->length < 0)
		aidl_text_add(text, "null");
	else
		aidl_text_int64s(text, value->data, value->length);
}

static inline binder_status_t aidl_write_fixed_int64(AParcel *out, const int64_t *data, int32_t n)
{
	return AParcel_writeInt64Array(out, data, n);
}

AIDL_OUTLINED binder_status_t aidl_write_int64_array(AParcel *out, const aidl_Int64Array *value)
{
	binder_status_t r = aidl_check_array(value->data, value->length);

	if (r != STATUS_OK)
		return r;
	return aidl_write_fixed_int64(out, value->data, value->length);
}

AIDL_OUTLINED binder_status_t aidl_write_nullable_int64_array(AParcel *out,
							   const aidl_Int64Array *value)
{
	if (value->length < 0)
		return aidl_write_fixed_int64(out, NULL, -1);
	return aidl_write_int64_array(out, value);
}

static inline bool aidl_int64_allocator(void *array, int32_t length, int64_t **data)
{
	aidl_Int64Array *self = (aidl_Int64Array *)array;

	if (aidl_Int64Array_alloc(self, length) != STATUS_OK)
		return false;
	*data = self->data;
	return true;
}

AIDL_OUTLINED binder_status_t aidl_read_nullable_int64_array(const AParcel *in,
							  aidl_Int64Array *value)
{
	binder_status_t r = aidl_peek_length(in, 8);

	if (r == STATUS_OK)
		r = AParcel_readInt64Array(in, value, aidl_int64_allocator);
	if (r != STATUS_OK)
		aidl_Int64Array_clear(value);
	return r;
}

AIDL_OUTLINED binder_status_t aidl_read_int64_array(const AParcel *in, aidl_Int64Array *value)
{
	binder_status_t r = aidl_read_nullable_int64_array(in, value);

	return r == STATUS_OK ? aidl_refuse_null(&value->length) : r;
}

static inline bool aidl_fixed_int64_allocator(void *fixed, int32_t length, int64_t **data)
{
	*data = ((aidl_Int64Array *)fixed)->data;
	return length == ((aidl_Int64Array *)fixed)->length;
}

/** Reads exactly n elements into data. */
AIDL_OUTLINED binder_status_t aidl_read_fixed_int64(const AParcel *in, int64_t *data, int32_t n)
{
	aidl_Int64Array fixed = {data, n};
	binder_status_t r = aidl_peek_fixed_length(in, n);

	if (r != STATUS_OK)
		return r;
	return AParcel_readInt64Array(in, &fixed, aidl_fixed_int64_allocator);
}

/** An out array before the call: as long as its length says, of zeros. */
AIDL_OUTLINED binder_status_t aidl_prepare_int64_array(aidl_Int64Array *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, false);

	return r == STATUS_OK ? aidl_Int64Array_alloc(out, out->length) : r;
}

AIDL_OUTLINED binder_status_t aidl_prepare_nullable_int64_array(aidl_Int64Array *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, true);

	return r == STATUS_OK ? aidl_Int64Array_alloc(out, out->length) : r;
}

/* float[] */

AIDL_OUTLINED void aidl_FloatArray_clear(aidl_FloatArray *self)
{
	free(self->data);
	self->data = NULL;
	self->length = 0;
}

/** Replaces what self holds by length zeros; length -1 makes it the null array. */
AIDL_OUTLINED binder_status_t aidl_FloatArray_alloc(aidl_FloatArray *self, int32_t length)
{
	aidl_FloatArray_clear(self);
	if (length > 0) {
		self->data = (float *)calloc((size_t)length, sizeof(float));
		if (!self->data)
			return STATUS_NO_MEMORY;
	}
	self->length = length < 0 ? -1 : length;
	return STATUS_OK;
}

/** Makes self a copy of from, which may be self; unchanged on failure. */
AIDL_OUTLINED binder_status_t aidl_FloatArray_copy(aidl_FloatArray *self,
						   const aidl_FloatArray *from)
{
	aidl_FloatArray copy = {NULL, 0};
	binder_status_t r = aidl_FloatArray_alloc(&copy, from->length);

	if (r != STATUS_OK)
		return r;
	if (copy.length > 0)
		memcpy(copy.data, from->data, (size_t)copy.length * sizeof(float));
	aidl_FloatArray_clear(self);
	*self = copy;
	return STATUS_OK;
}

AIDL_OUTLINED bool aidl_equal_floats(const float *a, const float *b, int32_t n)
{
	for (int32_t i = 0; i < n; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

AIDL_OUTLINED bool aidl_FloatArray_equals(const aidl_FloatArray *a, const aidl_FloatArray *b)
{
	return a->length == b->length && aidl_equal_floats(a->data, b->data, a->length);
}

AIDL_OUTLINED void aidl_text_floats(aidl_text *text, const float *data, int32_t n)
{
	aidl_text_add(text, "[");
	for (int32_t i = 0; i < n; i++) {
		aidl_text_add(text, i ? ", " : "");
		aidl_text_double(text, data[i]);
	}
	aidl_text_add(text, "]");
}

AIDL_OUTLINED void aidl_text_float_array(aidl_text *text, const aidl_FloatArray *value)
{
	if (value->length < 0)
		aidl_text_add(text, "null");
	else
		aidl_text_floats(text, value->data, value->length);
}

static inline binder_status_t aidl_write_fixed_float(AParcel *out, const float *data, int32_t n)
{
	return AParcel_writeFloatArray(out, data, n);
}

AIDL_OUTLINED binder_status_t aidl_write_float_array(AParcel *out, const aidl_FloatArray *value)
{
	binder_status_t r = aidl_check_array(value->data, value->length);

	if (r != STATUS_OK)
		return r;
	return aidl_write_fixed_float(out, value->data, value->length);
}

AIDL_OUTLINED binder_status_t aidl_write_nullable_float_array(AParcel *out,
							   const aidl_FloatArray *value)
{
	if (value->length < 0)
		return aidl_write_fixed_float(out, NULL, -1);
	return aidl_write_float_array(out, value);
}

static inline bool aidl_float_allocator(void *array, int32_t length, float **data)
{
	aidl_FloatArray *self = (aidl_FloatArray *)array;

	if (aidl_FloatArray_alloc(self, length) != STATUS_OK)
		return false;
	*data = self->data;
	return true;
}

AIDL_OUTLINED binder_status_t aidl_read_nullable_float_array(const AParcel *in,
							  aidl_FloatArray *value)
{
	binder_status_t r = aidl_peek_length(in, 4);

	if (r == STATUS_OK)
		r = AParcel_readFloatArray(in, value, aidl_float_allocator);
	if (r != STATUS_OK)
		aidl_FloatArray_clear(value);
	return r;
}

AIDL_OUTLINED binder_status_t aidl_read_float_array(const AParcel *in, aidl_FloatArray *value)
{
	binder_status_t r = aidl_read_nullable_float_array(in, value);

	return r == STATUS_OK ? aidl_refuse_null(&value->length) : r;
}

static inline bool aidl_fixed_float_allocator(void *fixed, int32_t length, float **data)
{
	*data = ((aidl_FloatArray *)fixed)->data;
	return length == ((aidl_FloatArray *)fixed)->length;
}

/** Reads exactly n elements into data. */
AIDL_OUTLINED binder_status_t aidl_read_fixed_float(const AParcel *in, float *data, int32_t n)
{
	aidl_FloatArray fixed = {data, n};
	binder_status_t r = aidl_peek_fixed_length(in, n);

	if (r != STATUS_OK)
		return r;
	return AParcel_readFloatArray(in, &fixed, aidl_fixed_float_allocator);
}

/** An out array before the call: as long as its length says, of zeros. */
AIDL_OUTLINED binder_status_t aidl_prepare_float_array(aidl_FloatArray *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, false);

	return r == STATUS_OK ? aidl_FloatArray_alloc(out, out->length) : r;
}

AIDL_OUTLINED binder_status_t aidl_prepare_nullable_float_array(aidl_FloatArray *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, true);

	return r == STATUS_OK ? aidl_FloatArray_alloc(out, out->length) : r;
}

/* double[] */

AIDL_OUTLINED void aidl_DoubleArray_clear(aidl_DoubleArray *self)
{
	free(self->data);
	self->data = NULL;
	self->length = 0;
}

/** Replaces what self holds by length zeros; length -1 makes it the null array. */
AIDL_OUTLINED binder_status_t aidl_DoubleArray_alloc(aidl_DoubleArray *self, int32_t length)
{
	aidl_DoubleArray_clear(self);
	if (length > 0) {
		self->data = (double *)calloc((size_t)length, sizeof(double));
		if (!self->data)
			return STATUS_NO_MEMORY;
	}
	self->length = length < 0 ? -1 : length;
	return STATUS_OK;
}

/** Makes self a copy of from, which may be self; unchanged on failure. */
AIDL_OUTLINED binder_status_t aidl_DoubleArray_copy(aidl_DoubleArray *self,
						    const aidl_DoubleArray *from)
{
	aidl_DoubleArray copy = {NULL, 0};
	binder_status_t r = aidl_DoubleArray_alloc(&copy, from->length);

	if (r != STATUS_OK)
		return r;
	if (copy.length > 0)
		memcpy(copy.data, from->data, (size_t)copy.length * sizeof(double));
	aidl_DoubleArray_clear(self);
	*self = copy;
	return STATUS_OK;
}

AIDL_OUTLINED bool aidl_equal_doubles(const double *a, const double *b, int32_t n)
{
	for (int32_t i = 0; i < n; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

AIDL_OUTLINED bool aidl_DoubleArray_equals(const aidl_DoubleArray *a, const aidl_DoubleArray *b)
{
	return a->length == b->length && aidl_equal_doubles(a->data, b->data, a->length);
}

AIDL_OUTLINED void aidl_text_doubles(aidl_text *text, const double *data, int32_t n)
{
	aidl_text_add(text, "[");
	for (int32_t i = 0; i < n; i++) {
		aidl_text_add(text, i ? ", " : "");
		aidl_text_double(text, data[i]);
	}
	aidl_text_add(text, "]");
}

AIDL_OUTLINED void aidl_text_double_array(aidl_text *text, const aidl_DoubleArray *value)
{
	if (value->length < 0)
		aidl_text_add(text, "null");
	else
		aidl_text_doubles(text, value->data, value->length);
}

static inline binder_status_t aidl_write_fixed_double(AParcel *out, const double *data, int32_t n)
{
	return AParcel_writeDoubleArray(out, data, n);
}

AIDL_OUTLINED binder_status_t aidl_write_double_array(AParcel *out, const aidl_DoubleArray *value)
{
	binder_status_t r = aidl_check_array(value->data, value->length);

	if (r != STATUS_OK)
		return r;
	return aidl_write_fixed_double(out, value->data, value->length);
}

AIDL_OUTLINED binder_status_t aidl_write_nullable_double_array(AParcel *out,
							   const aidl_DoubleArray *value)
{
	if (value->length < 0)
		return aidl_write_fixed_double(out, NULL, -1);
	return aidl_write_double_array(out, value);
}

static inline bool aidl_double_allocator(void *array, int32_t length, double **data)
{
	aidl_DoubleArray *self = (aidl_DoubleArray *)array;

	if (aidl_DoubleArray_alloc(self, length) != STATUS_OK)
		return false;
	*data = self->data;
	return true;
}

AIDL_OUTLINED binder_status_t aidl_read_nullable_double_array(const AParcel *in,
							  aidl_DoubleArray *value)
{
	binder_status_t r = aidl_peek_length(in, 8);

	if (r == STATUS_OK)
		r = AParcel_readDoubleArray(in, value, aidl_double_allocator);
	if (r != STATUS_OK)
		aidl_DoubleArray_clear(value);
	return r;
}

AIDL_OUTLINED binder_status_t aidl_read_double_array(const AParcel *in, aidl_DoubleArray *value)
{
	binder_status_t r = aidl_read_nullable_double_array(in, value);

	return r == STATUS_OK ? aidl_refuse_null(&value->length) : r;
}

static inline bool aidl_fixed_double_allocator(void *fixed, int32_t length, double **data)
{
	*data = ((aidl_DoubleArray *)fixed)->data;
	return length == ((aidl_DoubleArray *)fixed)->length;
}

/** Reads exactly n elements into data. */
AIDL_OUTLINED binder_status_t aidl_read_fixed_double(const AParcel *in, double *data, int32_t n)
{
	aidl_DoubleArray fixed = {data, n};
	binder_status_t r = aidl_peek_fixed_length(in, n);

	if (r != STATUS_OK)
		return r;
	return AParcel_readDoubleArray(in, &fixed, aidl_fixed_double_allocator);
}

/** An out array before the call: as long as its length says, of zeros. */
AIDL_OUTLINED binder_status_t aidl_prepare_double_array(aidl_DoubleArray *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, false);

	return r == STATUS_OK ? aidl_DoubleArray_alloc(out, out->length) : r;
}

AIDL_OUTLINED binder_status_t aidl_prepare_nullable_double_array(aidl_DoubleArray *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, true);

	return r == STATUS_OK ? aidl_DoubleArray_alloc(out, out->length) : r;
}

/* String[] */

AIDL_OUTLINED void aidl_StringArray_clear(aidl_StringArray *self)
{
	if (self->data)
		for (int32_t i = 0; i < self->length; i++)
			aidl_String_clear(&self->data[i]);
	free(self->data);
	self->data = NULL;
	self->length = 0;
}

/** Replaces what self holds by length null elements; length -1 makes it the null array. */
AIDL_OUTLINED binder_status_t aidl_StringArray_alloc(aidl_StringArray *self, int32_t length)
{
	aidl_StringArray_clear(self);
	if (length > 0) {
		self->data = (char **)calloc((size_t)length, sizeof(*self->data));
		if (!self->data)
			return STATUS_NO_MEMORY;
	}
	self->length = length < 0 ? -1 : length;
	return STATUS_OK;
}

/** Makes self a copy of from, which may be self; unchanged on failure. */
AIDL_OUTLINED binder_status_t aidl_StringArray_copy(aidl_StringArray *self,
						    const aidl_StringArray *from)
{
	aidl_StringArray copy = {NULL, 0};
	binder_status_t r = aidl_StringArray_alloc(&copy, from->length);

	for (int32_t i = 0; r == STATUS_OK && i < copy.length; i++)
		r = aidl_String_copy(&copy.data[i], from->data[i]);
	if (r != STATUS_OK) {
		aidl_StringArray_clear(&copy);
		return r;
	}
	aidl_StringArray_clear(self);
	*self = copy;
	return STATUS_OK;
}

AIDL_OUTLINED bool aidl_StringArray_equals(const aidl_StringArray *a, const aidl_StringArray *b)
{
	if (a->length != b->length)
		return false;
	for (int32_t i = 0; i < a->length; i++)
		if (!aidl_String_equals(a->data[i], b->data[i]))
			return false;
	return true;
}

AIDL_OUTLINED void aidl_text_string_array(aidl_text *text, const aidl_StringArray *value)
{
	aidl_text_add(text, value->length < 0 ? "null" : "[");
	for (int32_t i = 0; i < value->length; i++) {
		aidl_text_add(text, i ? ", " : "");
		aidl_text_string(text, value->data[i]);
	}
	aidl_text_add(text, value->length < 0 ? "" : "]");
}

AIDL_OUTLINED binder_status_t aidl_check_string_array(const aidl_StringArray *value)
{
	binder_status_t r = aidl_check_array(value->data, value->length);

	for (int32_t i = 0; r == STATUS_OK && i < value->length; i++)
		r = aidl_check_string(value->data[i]);
	return r;
}

/** Null elements are allowed too. */
AIDL_OUTLINED binder_status_t aidl_check_nullable_string_array(const aidl_StringArray *value)
{
	binder_status_t r = aidl_check_nullable_array(value->data, value->length);

	for (int32_t i = 0; r == STATUS_OK && i < value->length; i++)
		r = aidl_check_nullable_string(value->data[i]);
	return r;
}

AIDL_OUTLINED binder_status_t aidl_write_string_array(AParcel *out, const aidl_StringArray *value)
{
	binder_status_t r = aidl_check_array(value->data, value->length);

	if (r == STATUS_OK)
		r = AParcel_writeInt32(out, value->length);
	for (int32_t i = 0; r == STATUS_OK && i < value->length; i++)
		r = aidl_write_string(out, value->data[i]);
	return r;
}

/** Null elements are allowed too. */
AIDL_OUTLINED binder_status_t aidl_write_nullable_string_array(AParcel *out,
							    const aidl_StringArray *value)
{
	binder_status_t r;

	if (value->length < 0)
		return AParcel_writeInt32(out, -1);
	r = aidl_check_array(value->data, value->length);
	if (r == STATUS_OK)
		r = AParcel_writeInt32(out, value->length);
	for (int32_t i = 0; r == STATUS_OK && i < value->length; i++)
		r = aidl_write_nullable_string(out, value->data[i]);
	return r;
}

AIDL_OUTLINED binder_status_t aidl_read_string_array(const AParcel *in, aidl_StringArray *value)
{
	int32_t length = 0;
	binder_status_t r = aidl_read_length(in, &length, 4);

	if (r == STATUS_OK)
		r = aidl_StringArray_alloc(value, length);
	for (int32_t i = 0; r == STATUS_OK && i < length; i++)
		r = aidl_read_string(in, &value->data[i]);
	if (r != STATUS_OK)
		aidl_StringArray_clear(value);
	return r;
}

/** Null elements are allowed too. */
AIDL_OUTLINED binder_status_t aidl_read_nullable_string_array(const AParcel *in,
							      aidl_StringArray *value)
{
	int32_t length = 0;
	binder_status_t r = aidl_read_nullable_length(in, &length, 4);

	if (r == STATUS_OK)
		r = aidl_StringArray_alloc(value, length);
	for (int32_t i = 0; r == STATUS_OK && i < length; i++)
		r = aidl_read_nullable_string(in, &value->data[i]);
	if (r != STATUS_OK)
		aidl_StringArray_clear(value);
	return r;
}

/** An out array before the call: as long as its length says, null elements. */
AIDL_OUTLINED binder_status_t aidl_prepare_string_array(aidl_StringArray *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, false);

	return r == STATUS_OK ? aidl_StringArray_alloc(out, out->length) : r;
}

AIDL_OUTLINED binder_status_t aidl_prepare_nullable_string_array(aidl_StringArray *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, true);

	return r == STATUS_OK ? aidl_StringArray_alloc(out, out->length) : r;
}

/* IBinder[] */

AIDL_OUTLINED void aidl_BinderArray_clear(aidl_BinderArray *self)
{
	if (self->data)
		for (int32_t i = 0; i < self->length; i++)
			aidl_Binder_clear(&self->data[i]);
	free(self->data);
	self->data = NULL;
	self->length = 0;
}

/** Replaces what self holds by length null elements; length -1 makes it the null array. */
AIDL_OUTLINED binder_status_t aidl_BinderArray_alloc(aidl_BinderArray *self, int32_t length)
{
	aidl_BinderArray_clear(self);
	if (length > 0) {
		self->data = (AIBinder **)calloc((size_t)length, sizeof(*self->data));
		if (!self->data)
			return STATUS_NO_MEMORY;
	}
	self->length = length < 0 ? -1 : length;
	return STATUS_OK;
}

/** Makes self a copy of from, which may be self; unchanged on failure. */
AIDL_OUTLINED binder_status_t aidl_BinderArray_copy(aidl_BinderArray *self,
						    const aidl_BinderArray *from)
{
	aidl_BinderArray copy = {NULL, 0};
	binder_status_t r = aidl_BinderArray_alloc(&copy, from->length);

	for (int32_t i = 0; r == STATUS_OK && i < copy.length; i++)
		r = aidl_Binder_copy(&copy.data[i], from->data[i]);
	if (r != STATUS_OK) {
		aidl_BinderArray_clear(&copy);
		return r;
	}
	aidl_BinderArray_clear(self);
	*self = copy;
	return STATUS_OK;
}

AIDL_OUTLINED bool aidl_BinderArray_equals(const aidl_BinderArray *a, const aidl_BinderArray *b)
{
	if (a->length != b->length)
		return false;
	for (int32_t i = 0; i < a->length; i++)
		if (!aidl_Binder_equals(a->data[i], b->data[i]))
			return false;
	return true;
}

AIDL_OUTLINED void aidl_text_binder_array(aidl_text *text, const aidl_BinderArray *value)
{
	aidl_text_add(text, value->length < 0 ? "null" : "[");
	for (int32_t i = 0; i < value->length; i++) {
		aidl_text_add(text, i ? ", " : "");
		aidl_text_binder(text, value->data[i]);
	}
	aidl_text_add(text, value->length < 0 ? "" : "]");
}

AIDL_OUTLINED binder_status_t aidl_check_binder_array(const aidl_BinderArray *value)
{
	binder_status_t r = aidl_check_array(value->data, value->length);

	for (int32_t i = 0; r == STATUS_OK && i < value->length; i++)
		r = aidl_check_binder(value->data[i]);
	return r;
}

AIDL_OUTLINED binder_status_t aidl_write_binder_array(AParcel *out, const aidl_BinderArray *value)
{
	binder_status_t r = aidl_check_array(value->data, value->length);

	if (r == STATUS_OK)
		r = AParcel_writeInt32(out, value->length);
	for (int32_t i = 0; r == STATUS_OK && i < value->length; i++)
		r = aidl_write_binder(out, value->data[i]);
	return r;
}

/** Null elements are allowed too. */
AIDL_OUTLINED binder_status_t aidl_write_nullable_binder_array(AParcel *out,
							    const aidl_BinderArray *value)
{
	binder_status_t r;

	if (value->length < 0)
		return AParcel_writeInt32(out, -1);
	r = aidl_check_array(value->data, value->length);
	if (r == STATUS_OK)
		r = AParcel_writeInt32(out, value->length);
	for (int32_t i = 0; r == STATUS_OK && i < value->length; i++)
		r = aidl_write_nullable_binder(out, value->data[i]);
	return r;
}

AIDL_OUTLINED binder_status_t aidl_read_binder_array(const AParcel *in, aidl_BinderArray *value)
{
	int32_t length = 0;
	binder_status_t r = aidl_read_length(in, &length, 24);

	if (r == STATUS_OK)
		r = aidl_BinderArray_alloc(value, length);
	for (int32_t i = 0; r == STATUS_OK && i < length; i++)
		r = aidl_read_binder(in, &value->data[i]);
	if (r != STATUS_OK)
		aidl_BinderArray_clear(value);
	return r;
}

/** Null elements are allowed too. */
AIDL_OUTLINED binder_status_t aidl_read_nullable_binder_array(const AParcel *in,
							      aidl_BinderArray *value)
{
	int32_t length = 0;
	binder_status_t r = aidl_read_nullable_length(in, &length, 24);

	if (r == STATUS_OK)
		r = aidl_BinderArray_alloc(value, length);
	for (int32_t i = 0; r == STATUS_OK && i < length; i++)
		r = aidl_read_nullable_binder(in, &value->data[i]);
	if (r != STATUS_OK)
		aidl_BinderArray_clear(value);
	return r;
}

/** An out array before the call: as long as its length says, null elements. */
AIDL_OUTLINED binder_status_t aidl_prepare_binder_array(aidl_BinderArray *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, false);

	return r == STATUS_OK ? aidl_BinderArray_alloc(out, out->length) : r;
}

AIDL_OUTLINED binder_status_t aidl_prepare_nullable_binder_array(aidl_BinderArray *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, true);

	return r == STATUS_OK ? aidl_BinderArray_alloc(out, out->length) : r;
}

/* ParcelFileDescriptor[] */

AIDL_OUTLINED void aidl_FdArray_clear(aidl_FdArray *self)
{
	if (self->data)
		for (int32_t i = 0; i < self->length; i++)
			aidl_Fd_clear(&self->data[i]);
	free(self->data);
	self->data = NULL;
	self->length = 0;
}

/** Replaces what self holds by length times -1; length -1 makes it the null array. */
AIDL_OUTLINED binder_status_t aidl_FdArray_alloc(aidl_FdArray *self, int32_t length)
{
	aidl_FdArray_clear(self);
	if (length > 0) {
		self->data = (int *)calloc((size_t)length, sizeof(*self->data));
		if (!self->data)
			return STATUS_NO_MEMORY;
		for (int32_t i = 0; i < length; i++)
			self->data[i] = -1;
	}
	self->length = length < 0 ? -1 : length;
	return STATUS_OK;
}

/** Makes self a copy of from, which may be self; unchanged on failure. */
AIDL_OUTLINED binder_status_t aidl_FdArray_copy(aidl_FdArray *self, const aidl_FdArray *from)
{
	aidl_FdArray copy = {NULL, 0};
	binder_status_t r = aidl_FdArray_alloc(&copy, from->length);

	for (int32_t i = 0; r == STATUS_OK && i < copy.length; i++)
		r = aidl_Fd_copy(&copy.data[i], from->data[i]);
	if (r != STATUS_OK) {
		aidl_FdArray_clear(&copy);
		return r;
	}
	aidl_FdArray_clear(self);
	*self = copy;
	return STATUS_OK;
}

AIDL_OUTLINED bool aidl_FdArray_equals(const aidl_FdArray *a, const aidl_FdArray *b)
{
	if (a->length != b->length)
		return false;
	for (int32_t i = 0; i < a->length; i++)
		if (!aidl_Fd_equals(a->data[i], b->data[i]))
			return false;
	return true;
}

AIDL_OUTLINED void aidl_text_fd_array(aidl_text *text, const aidl_FdArray *value)
{
	aidl_text_add(text, value->length < 0 ? "null" : "[");
	for (int32_t i = 0; i < value->length; i++) {
		aidl_text_add(text, i ? ", " : "");
		aidl_text_fd(text, value->data[i]);
	}
	aidl_text_add(text, value->length < 0 ? "" : "]");
}

AIDL_OUTLINED binder_status_t aidl_check_fd_array(const aidl_FdArray *value)
{
	binder_status_t r = aidl_check_array(value->data, value->length);

	for (int32_t i = 0; r == STATUS_OK && i < value->length; i++)
		r = aidl_check_fd(value->data[i]);
	return r;
}

AIDL_OUTLINED binder_status_t aidl_write_fd_array(AParcel *out, const aidl_FdArray *value)
{
	binder_status_t r = aidl_check_array(value->data, value->length);

	if (r == STATUS_OK)
		r = AParcel_writeInt32(out, value->length);
	for (int32_t i = 0; r == STATUS_OK && i < value->length; i++)
		r = aidl_write_fd(out, value->data[i]);
	return r;
}

/** Null elements are allowed too. */
AIDL_OUTLINED binder_status_t aidl_write_nullable_fd_array(AParcel *out,
							    const aidl_FdArray *value)
{
	binder_status_t r;

	if (value->length < 0)
		return AParcel_writeInt32(out, -1);
	r = aidl_check_array(value->data, value->length);
	if (r == STATUS_OK)
		r = AParcel_writeInt32(out, value->length);
	for (int32_t i = 0; r == STATUS_OK && i < value->length; i++)
		r = aidl_write_nullable_fd(out, value->data[i]);
	return r;
}

AIDL_OUTLINED binder_status_t aidl_read_fd_array(const AParcel *in, aidl_FdArray *value)
{
	int32_t length = 0;
	binder_status_t r = aidl_read_length(in, &length, 4);

	if (r == STATUS_OK)
		r = aidl_FdArray_alloc(value, length);
	for (int32_t i = 0; r == STATUS_OK && i < length; i++)
		r = aidl_read_fd(in, &value->data[i]);
	if (r != STATUS_OK)
		aidl_FdArray_clear(value);
	return r;
}

/** Null elements are allowed too. */
AIDL_OUTLINED binder_status_t aidl_read_nullable_fd_array(const AParcel *in, aidl_FdArray *value)
{
	int32_t length = 0;
	binder_status_t r = aidl_read_nullable_length(in, &length, 4);

	if (r == STATUS_OK)
		r = aidl_FdArray_alloc(value, length);
	for (int32_t i = 0; r == STATUS_OK && i < length; i++)
		r = aidl_read_nullable_fd(in, &value->data[i]);
	if (r != STATUS_OK)
		aidl_FdArray_clear(value);
	return r;
}

/** An out array before the call: as long as its length says, -1 each. */
AIDL_OUTLINED binder_status_t aidl_prepare_fd_array(aidl_FdArray *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, false);

	return r == STATUS_OK ? aidl_FdArray_alloc(out, out->length) : r;
}

AIDL_OUTLINED binder_status_t aidl_prepare_nullable_fd_array(aidl_FdArray *out)
{
	binder_status_t r = aidl_take_out_length(&out->length, true);

	return r == STATUS_OK ? aidl_FdArray_alloc(out, out->length) : r;
}

#ifdef __cplusplus
}
#endif
