/* SPDX-License-Identifier: MIT */
/*
 * measure.c - how much memory values take, before there is C
 *
 * Reckoned for a machine of 64 bits, members laid out as C does it, a struct as if it had one of 8
 * bytes in it; so other machines and the compiler may need less and not more. No sum goes beyond
 * MODEL_MAX_BYTES, which is more than any machine has.
 */
#include "sema/measure.h"

enum {
	POINTER = 8,
	ARRAY = 16,	/* {data, length} */
	BLOCK = 32,	/* what malloc() needs beside, and its least */
	BY_HAND = 64,	/* an unstructured parcelable: nobody knows, a small struct most likely */
};

static const int bases[] = {
	[MODEL_BOOLEAN] = 1, [MODEL_BYTE] = 1, [MODEL_CHAR] = 2, [MODEL_INT] = 4,
	[MODEL_LONG] = 8, [MODEL_FLOAT] = 4, [MODEL_DOUBLE] = 8, [MODEL_STRING] = POINTER,
	[MODEL_IBINDER] = POINTER, [MODEL_FD] = 4, [MODEL_HOLDER] = 16,
	[MODEL_FILE_DESCRIPTOR] = 4, [MODEL_CHAR_SEQUENCE] = POINTER,
	[MODEL_UNTYPED_LIST] = ARRAY, [MODEL_MAP] = POINTER, [MODEL_INTERFACE] = POINTER,
};

static int64_t add(int64_t a, int64_t b)
{
	return a + b < MODEL_MAX_BYTES ? a + b : MODEL_MAX_BYTES;
}

static int64_t times(int64_t n, int64_t size)
{
	return !size || n <= MODEL_MAX_BYTES / size ? n * size : MODEL_MAX_BYTES;
}

static bool is_data(const struct model_type *t)
{
	return t->base == MODEL_PARCELABLE || t->base == MODEL_UNION;
}

/* One element, or the value where there is no shape. */
static int64_t single(const struct model_type *t)
{
	if (t->base == MODEL_ENUM)
		return bases[t->def->backing];
	if (!is_data(t))
		return bases[t->base];
	if (t->nullable)
		return POINTER;
	return t->def->external ? BY_HAND : t->def->size;
}

static int64_t elements(const struct model_type *t)
{
	int64_t n = 1;

	for (int i = 0; i < t->n_dims; i++)
		n = times(n, t->dims[i]);
	return n;
}

static int64_t size_of(const struct model_type *t)
{
	switch (t->shape) {
	case MODEL_ARRAY:
	case MODEL_LIST:
		return ARRAY;
	case MODEL_FIXED_ARRAY:
		return t->nullable ? POINTER : times(elements(t), single(t));
	default:
		return single(t);
	}
}

static int64_t alignment(const struct model_type *t)
{
	int64_t size = t->shape == MODEL_FIXED_ARRAY && !t->nullable ? single(t) : size_of(t);

	return size > 0 && size < 8 && !is_data(t) ? size : 8;
}

static int64_t round_up(int64_t n, int64_t to)
{
	return (n + to - 1) / to * to;
}

/* What the values in a default take on the heap. */
static int64_t written(const struct model_value *v)
{
	int64_t all = 0;

	if (v->kind == MODEL_VALUE_STRING)
		return add((int64_t)v->len, BLOCK);
	for (int i = 0; v->kind == MODEL_VALUE_LIST && i < v->n_items; i++)
		all = add(all, written(&v->items[i]));
	return all;
}

/* Without a default: empty strings, and what members of it need. */
static int64_t unwritten(const struct model_type *t)
{
	if (t->nullable || t->shape == MODEL_ARRAY || t->shape == MODEL_LIST)
		return 0;
	if (t->base == MODEL_STRING)
		return times(elements(t), BLOCK);
	return is_data(t) ? times(elements(t), t->def->default_bytes) : 0;
}

static int64_t default_of(const struct model_field *f)
{
	const struct model_value *v = &f->value;
	int64_t n;

	if (v->kind == MODEL_VALUE_NONE)
		return unwritten(&f->type);
	if (v->kind != MODEL_VALUE_LIST || (f->type.shape == MODEL_FIXED_ARRAY && !f->type.nullable))
		return written(v);
	n = f->type.shape == MODEL_FIXED_ARRAY ? elements(&f->type) : v->n_items;
	return add(add(times(n, single(&f->type)), n ? BLOCK : 0), written(v));
}

void measure_data(struct model_def *def)
{
	bool is_union = def->kind == MODEL_DEF_UNION;
	int64_t size = def->n_fields ? 0 : 1;

	for (int i = 0; i < def->n_fields; i++) {
		struct model_field *f = &def->fields[i];

		f->type.size = size_of(&f->type);
		if (!is_union)
			size = add(round_up(size, alignment(&f->type)), f->type.size);
		else if (f->type.size > size)
			size = f->type.size;
		if (!is_union || i == 0)
			def->default_bytes = add(def->default_bytes, default_of(f));
	}
	def->size = round_up(add(size, is_union ? 8 : 0), 8);
}

void measure_methods(struct sema *s)
{
	for (int i = 0; i < s->queue.n; i++) {
		struct model_def *def = s->queue.items[i]->def;

		for (int j = 0; def && j < def->n_methods; j++) {
			struct model_method *m = &def->methods[j];

			m->ret.size = m->ret.base == MODEL_VOID ? 0 : size_of(&m->ret);
			for (int k = 0; k < m->n_args; k++)
				m->args[k].type.size = size_of(&m->args[k].type);
		}
	}
}
