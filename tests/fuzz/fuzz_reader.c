/* SPDX-License-Identifier: MIT */
/*
 * fuzz_reader.c - generated readers and a generated stub on parcels that are almost right
 *
 * The first byte says who reads; then come writes, a byte each and its argument, that
 * build a parcel; after END three bytes each say where a byte is changed and how; the
 * last byte cuts the parcel short. What a reader took is copied, compared, shown and written
 * back, as a service would.
 */
#include "fuzz.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <hideglue/log.h>

#include "core/bbinder.h"
#include "core/parcel.h"
#include "received.h"

#include "generated/Data.h"
#include "generated/Holder.h"
#include "generated/ICheck.h"
#include "generated/Tree.h"
#include "generated/Value.h"
#include "lang/Bits.h"
#include "lang/Chain.h"
#include "lang/Item.h"
#include "lang/Node.h"
#include "lang/Slot.h"
#include "lang/Tagged.h"
#include "lang/Word.h"

/* All that is generated for a type, on what a parcel holds. */
#define READER(T)                                                                      \
	static void read_##T(const AParcel *in)                                        \
	{                                                                              \
		AParcel *out = AParcel_create();                                       \
		T value = {0}, copy = {0};                                             \
                                                                                       \
		if (T##_init(&value) == STATUS_OK &&                                   \
		    T##_readFromParcel(&value, in) == STATUS_OK) {                     \
			free(T##_toString(&value));                                    \
			if (T##_copy(&copy, &value) == STATUS_OK)                      \
				T##_equals(&copy, &value);                             \
			T##_writeToParcel(&value, out);                                \
		}                                                                      \
		T##_clear(&copy);                                                      \
		T##_clear(&value);                                                     \
		AParcel_delete(out);                                                   \
	}

READER(generated_Data)
READER(generated_Holder)
READER(generated_Tree)
READER(generated_Value)
READER(lang_Bits)
READER(lang_Chain)
READER(lang_Item)
READER(lang_Node)
READER(lang_Slot)
READER(lang_Tagged)
READER(lang_Word)

static void (*const readers[])(const AParcel *in) = {
	read_generated_Data, read_generated_Holder, read_generated_Tree, read_generated_Value,
	read_lang_Bits,	     read_lang_Chain,	    read_lang_Item,	 read_lang_Node,
	read_lang_Slot,	     read_lang_Tagged,	    read_lang_Word,
};

enum { N_READERS = sizeof(readers) / sizeof(*readers), N_METHODS = 18 };

/* A service whose answers are what it was sent. */

static AStatus *status_of(binder_status_t r)
{
	return r == STATUS_OK ? NULL : AStatus_fromStatus(r);
}

static AStatus *do_add(generated_ICheck_impl *self, int32_t a, int32_t b, int32_t *ret)
{
	*ret = a ^ b;
	return NULL;
}

static AStatus *do_join(generated_ICheck_impl *self, const char *a, const char *b, char **ret)
{
	return status_of(aidl_String_copy(ret, b ? b : a));
}

static AStatus *do_data(generated_ICheck_impl *self, const generated_Data *x, generated_Data *y,
			generated_Data *z, generated_Data *ret)
{
	return status_of(generated_Data_copy(ret, x));
}

static AStatus *do_value(generated_ICheck_impl *self, const generated_Value *x,
			 generated_Value *ret)
{
	return status_of(generated_Value_copy(ret, x));
}

static AStatus *do_holder(generated_ICheck_impl *self, const generated_Holder *x,
			  generated_Holder *ret)
{
	return status_of(generated_Holder_copy(ret, x));
}

static AStatus *do_tree(generated_ICheck_impl *self, const generated_Tree *x, generated_Tree **ret)
{
	*ret = x ? generated_Tree_new() : NULL;
	return *ret ? status_of(generated_Tree_copy(*ret, x)) : NULL;
}

static AStatus *do_fill(generated_ICheck_impl *self, int32_t n, aidl_Int32Array *numbers,
			aidl_StringArray *texts, generated_Data_Part_Array *parts,
			aidl_Int32Array *ret)
{
	return NULL;
}

static AStatus *do_fixed(generated_ICheck_impl *self, int32_t x[2][3], char *const names[2],
			 int32_t y[2], double z[2], int32_t ret[2][3])
{
	memcpy(ret, x, 6 * sizeof(int32_t));
	return NULL;
}

static AStatus *do_self(generated_ICheck_impl *self, generated_ICheck *x, generated_ICheck *y,
			generated_ICheck **ret)
{
	generated_ICheck_acquire(x);
	*ret = x;
	return NULL;
}

static AStatus *do_kinds(generated_ICheck_impl *self, const generated_Kind_Array *x,
			 aidl_BoolArray *y, generated_Kind_Array *ret)
{
	return NULL;
}

static AStatus *do_fail(generated_ICheck_impl *self, int32_t how, generated_Data *x,
			aidl_StringArray *names)
{
	return AStatus_fromServiceSpecificError(how);
}

static AStatus *do_tell(generated_ICheck_impl *self, const char *what)
{
	return NULL;
}

static const generated_ICheck_ops ops = {
	.add = do_add,	   .join = do_join,   .data = do_data,	 .value = do_value,
	.holder = do_holder, .tree = do_tree, .fill = do_fill,	 .fixed = do_fixed,
	.self = do_self,   .kinds = do_kinds, .fail = do_fail,	 .tell = do_tell,
};

static void destroy(generated_ICheck_impl *self)
{
}

/* What the writes of an input are. */
enum write {
	WRITE_SMALL,	/* an int32 of one byte */
	WRITE_EDGE,	/* a word of one byte, its sign extended into the high bits */
	WRITE_STRING,
	WRITE_NULL_STRING,
	WRITE_DATA,
	WRITE_VALUE,
	WRITE_TREE,
	WRITE_INTS,
	WRITE_STRINGS,
	WRITE_NO_BINDER,
	WRITE_BINDER,
	WRITE_NODE,
	WRITE_TAGGED,
	WRITE_SLOT,
	END,
};

static const char text[] = "text of some length";

static const char *string_at(const void *data, size_t index, int32_t *ret_length)
{
	const char *s = text + index % sizeof(text);

	*ret_length = (int32_t)strlen(s);
	return s;
}

#define WRITE_DEFAULT(T, out)                                   \
	do {                                                    \
		T value = {0};                                  \
                                                                \
		if (T##_init(&value) == STATUS_OK)              \
			T##_writeToParcel(&value, (out));       \
		T##_clear(&value);                              \
	} while (0)

static void write_value(AParcel *out, uint8_t arg)
{
	int32_t numbers[] = {1, 2, 3};
	aidl_Int32Array list = {numbers, 3};
	generated_Value value = {0};

	generated_Value_init(&value);
	if (arg % 4 == 1)
		generated_Value_set_text(&value, text);
	else if (arg % 4 == 2)
		generated_Value_set_list(&value, &list);
	else if (arg % 4 == 3)
		generated_Value_set_maybe(&value, NULL);
	generated_Value_writeToParcel(&value, out);
	generated_Value_clear(&value);
}

/* Nested so deep as the input says, past what a reader takes. */
static void write_tree(AParcel *out, uint8_t depth)
{
	generated_Tree *top = generated_Tree_new(), *at = top;

	for (int i = 0; at && i < depth; i++)
		at = at->next = generated_Tree_new();
	if (!top)
		abort();
	generated_Tree_writeToParcel(top, out);
	generated_Tree_clear(top);
	free(top);
}

static void write_one(AParcel *out, AIBinder *object, uint8_t what, uint8_t arg)
{
	int32_t numbers[255] = {arg};

	switch (what % (END + 1)) {
	case WRITE_SMALL:
		AParcel_writeInt32(out, arg);
		break;
	case WRITE_EDGE:
		AParcel_writeInt32(out, (int32_t)((uint32_t)(int8_t)arg << 24 | arg));
		break;
	case WRITE_STRING:
		AParcel_writeString(out, text, arg % (int32_t)sizeof(text));
		break;
	case WRITE_NULL_STRING:
		AParcel_writeString(out, NULL, -1);
		break;
	case WRITE_DATA:
		WRITE_DEFAULT(generated_Data, out);
		break;
	case WRITE_VALUE:
		write_value(out, arg);
		break;
	case WRITE_TREE:
		write_tree(out, arg);
		break;
	case WRITE_INTS:
		AParcel_writeInt32Array(out, numbers, arg);
		break;
	case WRITE_STRINGS:
		AParcel_writeStringArray(out, NULL, arg, string_at);
		break;
	case WRITE_NO_BINDER:
		AParcel_writeStrongBinder(out, NULL);
		break;
	case WRITE_BINDER:
		AParcel_writeStrongBinder(out, object);
		break;
	case WRITE_NODE:
		WRITE_DEFAULT(lang_Node, out);
		break;
	case WRITE_TAGGED:
		WRITE_DEFAULT(lang_Tagged, out);
		break;
	case WRITE_SLOT:
		WRITE_DEFAULT(lang_Slot, out);
		break;
	}
}

static void ignore_log(enum hideglue_log_level level, const char *message, void *data)
{
}

static struct received build(AParcel *out, AIBinder *object, const uint8_t *data, size_t size)
{
	size_t at = 0, cut;
	uint8_t *bytes;
	struct received r;

	for (; at + 1 < size && data[at] % (END + 1) != END; at += 2)
		write_one(out, object, data[at], data[at + 1]);
	bytes = malloc(out->size + 1);
	if (!bytes)
		abort();
	memcpy(bytes, out->data, out->size);
	for (at++; out->size && at + 3 < size; at += 3)
		bytes[(data[at] | data[at + 1] << 8) % out->size] ^= data[at + 2];
	cut = at < size ? data[size - 1] : 0;
	r = received_new(bytes, out->size - (cut < out->size ? cut : 0), out->objects,
			 out->n_objects);
	free(bytes);
	return r;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	generated_ICheck_impl impl = {.ops = &ops, .destroy = destroy};
	AIBinder *object;
	AParcel *out = NULL, *reply;
	struct received in;
	unsigned int who;

	if (size < 2)
		return 0;
	hideglue_log_set(ignore_log, NULL);
	object = generated_ICheck_asBinder(generated_ICheck_new(&impl));
	who = data[0] % (N_READERS + N_METHODS);
	if (who < N_READERS)
		out = AParcel_create();
	else
		AIBinder_prepareTransaction(object, &out);
	if (!object || !out)
		abort();
	in = build(out, object, data + 1, size - 1);
	if (who < N_READERS) {
		readers[who](in.parcel);
	} else {
		reply = AParcel_create();
		rt_bbinder_call(object, FIRST_CALL_TRANSACTION + who - N_READERS, in.parcel, reply);
		AParcel_delete(reply);
	}
	received_free(&in);
	AParcel_delete(out);
	AIBinder_decStrong(object);
	return 0;
}

size_t fuzz_change(uint8_t *data, size_t size, size_t max, uint32_t seed)
{
	return fuzz_change_bytes(data, size, max, seed);
}

size_t fuzz_seed(int i, uint8_t *data, size_t max)
{
	/* The reader or method, and parcels that are right for it. */
	static const struct {
		uint8_t who, n;
		uint8_t writes[20];
	} seeds[] = {
		{0, 2, {WRITE_DATA, 0}},
		{2, 2, {WRITE_TREE, 3}},
		{2, 2, {WRITE_TREE, 255}},
		{3, 2, {WRITE_VALUE, 0}},
		{3, 2, {WRITE_VALUE, 1}},
		{3, 2, {WRITE_VALUE, 2}},
		{3, 2, {WRITE_VALUE, 3}},
		{1, 6, {WRITE_SMALL, 60, WRITE_SMALL, 1, WRITE_VALUE, 2}},
		{4, 6, {WRITE_SMALL, 1, WRITE_SMALL, 0, WRITE_SMALL, 9}},
		{5, 8, {WRITE_SMALL, 1, WRITE_SMALL, 1, WRITE_SMALL, 1, WRITE_SMALL, 0}},
		{7, 2, {WRITE_NODE, 0}},
		{8, 2, {WRITE_SLOT, 0}},
		{9, 2, {WRITE_TAGGED, 0}},
		{10, 6, {WRITE_SMALL, 1, WRITE_SMALL, 0, WRITE_STRING, 5}},
		{N_READERS + 0, 4, {WRITE_SMALL, 3, WRITE_SMALL, 4}},
		{N_READERS + 1, 4, {WRITE_STRING, 3, WRITE_NULL_STRING, 0}},
		{N_READERS + 2, 0, {0}},
		{N_READERS + 3, 8, {WRITE_SMALL, 1, WRITE_DATA, 0, WRITE_SMALL, 1, WRITE_DATA, 0}},
		{N_READERS + 4, 4, {WRITE_SMALL, 1, WRITE_VALUE, 2}},
		{N_READERS + 5, 6, {WRITE_SMALL, 1, WRITE_SMALL, 60, WRITE_VALUE, 1}},
		{N_READERS + 6, 4, {WRITE_SMALL, 1, WRITE_TREE, 4}},
		{N_READERS + 6, 2, {WRITE_SMALL, 0}},
		{N_READERS + 7, 8, {WRITE_SMALL, 2, WRITE_SMALL, 3, WRITE_SMALL, 4, WRITE_SMALL, 5}},
		{N_READERS + 8, 10,
		 {WRITE_SMALL, 2, WRITE_INTS, 3, WRITE_INTS, 3, WRITE_STRINGS, 2, WRITE_INTS, 2}},
		{N_READERS + 9, 4, {WRITE_SMALL, 0, WRITE_SMALL, 0}},
		{N_READERS + 10, 4, {WRITE_BINDER, 0, WRITE_NO_BINDER, 0}},
		{N_READERS + 11, 4, {WRITE_INTS, 3, WRITE_INTS, 2}},
		{N_READERS + 12, 6, {WRITE_SMALL, 7, WRITE_SMALL, 1, WRITE_DATA, 0}},
		{N_READERS + 13, 0, {0}},
		{N_READERS + 15, 2, {WRITE_STRING, 7}},
	};

	if ((size_t)i >= sizeof(seeds) / sizeof(*seeds))
		return SIZE_MAX;
	data[0] = seeds[i].who;
	memcpy(data + 1, seeds[i].writes, seeds[i].n);
	/* Nothing changed, nothing cut. */
	memcpy(data + 1 + seeds[i].n, (const uint8_t[]){END, 0, 0, 0, 0, 0, 0}, 7);
	return 1 + (size_t)seeds[i].n + 7;
}
