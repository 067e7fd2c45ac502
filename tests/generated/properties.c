/* SPDX-License-Identifier: MIT */
/*
 * properties.c - what holds for the values of every generated type
 *
 *	properties ROUNDS
 *
 * TAP, a line for each type. Blocks of memory are counted: the program is linked with
 * --wrap=malloc and its kin, so that a block that stays, or one too few, fails the type; and
 * any allocation can be made to fail. So are their bytes, with what malloc() needs, and open
 * descriptors.
 *
 * Values without binders and descriptors are looked at as bytes; those with them stay in the
 * parcel that they are written to.
 */
#include "properties.h"

#include <fcntl.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Memory */

static long n_blocks;
static size_t n_bytes, most_bytes;
static long fail_after = -1; /* allocations that still go well; below 0: all do */

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
void __real_free(void *p);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);
void __wrap_free(void *p);

static size_t bytes_of(void *p)
{
	return p ? malloc_usable_size(p) + sizeof(size_t) : 0;
}

static void *counted(void *p)
{
	n_blocks += p != NULL;
	n_bytes += bytes_of(p);
	if (n_bytes > most_bytes)
		most_bytes = n_bytes;
	return p;
}

static bool fails(void)
{
	return fail_after >= 0 && fail_after-- == 0;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : counted(__real_malloc(size));
}

void *__wrap_calloc(size_t n, size_t size)
{
	return fails() ? NULL : counted(__real_calloc(n, size));
}

void *__wrap_realloc(void *p, size_t size)
{
	void *moved;

	if (fails())
		return NULL;
	n_bytes -= bytes_of(p);
	n_blocks -= p != NULL;
	moved = __real_realloc(p, size);
	return counted(moved ? moved : p) == moved ? moved : NULL;
}

void __wrap_free(void *p)
{
	n_blocks -= p != NULL;
	n_bytes -= bytes_of(p);
	__real_free(p);
}

/* Chance */

uint64_t random_number(struct random *r)
{
	r->state ^= r->state << 13;
	r->state ^= r->state >> 7;
	r->state ^= r->state << 17;
	return r->state >> 8;
}

bool random_more(struct random *r)
{
	return r->depth < 6 && random_number(r) % (unsigned)(r->depth + 1) == 0;
}

int32_t random_length(struct random *r, bool nullable)
{
	int32_t n = (int32_t)(random_number(r) % 5);

	if (r->depth > 3)
		return 0;
	return n == 4 ? (nullable ? -1 : 0) : n;
}

/* Strings of one to four bytes a character, the last outside the basic plane; and the empty one. */
void random_string(struct random *r, char **ret, bool nullable)
{
	static const char *const pieces[] = { "a", "\x7f", "\u00e9", "\uffff", "\U0001f600",
					      "\U0010ffff", "\"\\\n", "long enough to need a heap" };
	size_t n = (size_t)(random_number(r) % 4);

	if (nullable && random_number(r) % 3 == 0)
		return;
	*ret = calloc(1, n * 32 + 1);
	for (size_t i = 0; i < n; i++)
		strcat(*ret, pieces[random_number(r) % 8]);
}

bool random_object(struct random *r, bool nullable)
{
	return r->objects && (!nullable || random_number(r) % 2);
}

static void *plain_create(void *args)
{
	return args;
}

static void plain_destroy(void *data)
{
	(void)data;
}

static binder_status_t plain_call(AIBinder *binder, transaction_code_t code, const AParcel *in,
				  AParcel *out)
{
	(void)binder;
	(void)code;
	(void)in;
	(void)out;
	return STATUS_UNKNOWN_TRANSACTION;
}

AIBinder *random_binder(void)
{
	static AIBinder_Class *clazz;

	if (!clazz)
		clazz = AIBinder_Class_define("properties", plain_create, plain_destroy, plain_call);
	return AIBinder_new(clazz, NULL);
}

int random_fd(struct random *r)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		abort();
	close(ends[1]);
	r->n_fds++;
	return ends[0];
}

static int open_fds(void)
{
	int n = 0;

	for (int fd = 0; fd < 512; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}

/* Checks */

static const char *wrong; /* the first thing that did not hold */
static char wrong_text[128];

static void hold(bool holds, const char *what)
{
	if (holds || wrong)
		return;
	snprintf(wrong_text, sizeof(wrong_text), "%s", what);
	wrong = wrong_text;
}

struct bytes {
	uint8_t *data;
	size_t len;
};

static struct bytes marshal(const struct property_type *t, const void *value)
{
	AParcel *p = AParcel_create();
	struct bytes b = {NULL, 0};

	hold(t->write(value, p) == STATUS_OK, "a value can be written");
	b.len = (size_t)AParcel_getDataSize(p);
	b.data = malloc(b.len + 1);
	hold(AParcel_marshal(p, b.data, 0, b.len) == STATUS_OK, "a parcel has bytes");
	AParcel_delete(p);
	return b;
}

static bool same_bytes(struct bytes a, struct bytes b)
{
	return a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

static AParcel *parcel_of(struct bytes b)
{
	AParcel *p = AParcel_create();

	if (b.len > 0)
		AParcel_unmarshal(p, b.data, b.len);
	AParcel_setDataPosition(p, 0);
	return p;
}

static void *value_of(const struct property_type *t, struct random *r)
{
	void *value = calloc(1, t->size);

	t->fill(r, value);
	return value;
}

static void value_free(const struct property_type *t, void *value)
{
	t->clear(value);
	free(value);
}

static void check_read(const struct property_type *t, const void *value, struct bytes b)
{
	AParcel *p = parcel_of(b);
	void *got = calloc(1, t->size);

	hold(t->read(got, p) == STATUS_OK, "what was written can be read");
	hold((size_t)AParcel_getDataPosition(p) == b.len, "all that was written is read");
	hold(t->equals(value, got), "what is read equals what was written");
	value_free(t, got);
	AParcel_delete(p);
}

static void check_copy(const struct property_type *t, struct random *r)
{
	void *value = value_of(t, r), *copy = value_of(t, r), *empty = calloc(1, t->size);
	char *before, *after;

	before = t->to_string(value);
	hold(t->copy(copy, value) == STATUS_OK, "a value can be copied");
	hold(t->equals(value, copy) && t->equals(copy, value), "a copy equals its original");
	hold(t->copy(copy, copy) == STATUS_OK && t->equals(copy, value), "a copy of itself");
	t->clear(value);
	t->clear(empty);
	hold(t->equals(value, empty), "what is cleared is empty");
	after = t->to_string(copy);
	hold(before && after && strcmp(before, after) == 0, "a copy is deep");
	free(before);
	free(after);
	value_free(t, copy);
	value_free(t, value);
	value_free(t, empty);
}

/* Reads bytes that may be nonsense: refused without a trace, or a value like any other. */
static void check_nonsense(const struct property_type *t, const void *value, struct bytes good,
			   struct bytes b)
{
	AParcel *p = parcel_of(b);
	void *got = calloc(1, t->size), *empty = calloc(1, t->size);

	t->clear(empty);
	if (t->read(got, p) == STATUS_OK) {
		struct bytes again = marshal(t, got);

		hold(t->equals(value, got) == same_bytes(good, again), "equals() notices every change");
		free(again.data);
	} else {
		t->clear(got);
		hold(t->equals(got, empty), "what is refused leaves nothing");
	}
	value_free(t, got);
	value_free(t, empty);
	AParcel_delete(p);
}

static void check_damaged(const struct property_type *t, const void *value, struct bytes b,
			  struct random *r)
{
	struct bytes cut = {NULL, 0};

	for (size_t len = 0; len < b.len; len += 1 + b.len / 64) {
		/* A block of its own, so that a look behind its end is seen. */
		cut.data = malloc(len + 1);
		cut.len = len;
		memcpy(cut.data, b.data, len);
		check_nonsense(t, value, b, cut);
		free(cut.data);
	}
	for (int i = 0; i < 40 && b.len > 0; i++) {
		size_t at = (size_t)(random_number(r) % b.len);
		uint8_t bit = (uint8_t)(1 << (random_number(r) % 8));
		struct bytes bent = {malloc(b.len), b.len};

		memcpy(bent.data, b.data, b.len);
		bent.data[at] ^= bit;
		check_nonsense(t, value, b, bent);
		free(bent.data);
	}
}

/* What reading takes is spent, or five times the bytes of the parcel at most. */
static void check_spent(const struct property_type *t, struct bytes b)
{
	AParcel *p = parcel_of(b);
	void *got = calloc(1, t->size);
	aidl_budget budget = aidl_full_budget();
	size_t before = n_bytes;

	most_bytes = n_bytes;
	t->read_within(got, p, &budget);
	hold(most_bytes - before <= AIDL_MAX_READ_BYTES - budget.bytes + 5 * b.len,
	     "what reading takes is counted");
	hold(budget.depth == AIDL_MAX_DEPTH, "who goes into a value comes out");
	value_free(t, got);
	AParcel_delete(p);
}

/* Parcels that ask for much: lengths and markers, and little behind them. */
static void check_greedy(const struct property_type *t, struct random *r)
{
	static const int32_t words[] = { 0, 1, 2, 4, 4, 4, 8, 12, 16, 64, -1 };
	int32_t data[64];
	struct bytes b = {(uint8_t *)data, sizeof(data)};

	for (int i = 0; i < 100; i++) {
		for (size_t j = 0; j < sizeof(data) / sizeof(data[0]); j++)
			data[j] = words[random_number(r) % (sizeof(words) / sizeof(words[0]))];
		data[0] = t->is_union ? (int32_t)(random_number(r) % 16) : (int32_t)b.len;
		check_spent(t, b);
	}
}

/* Every allocation of an operation fails once, the first one first. */
static void check_no_memory(const struct property_type *t, const void *value, struct bytes b)
{
	bool done = false;

	for (long n = 0; !done && !wrong; n++) {
		void *got = calloc(1, t->size), *made;
		AParcel *p = parcel_of(b);
		long before = n_blocks;
		char *text;

		done = true;
		fail_after = n;
		done &= t->init(got) == STATUS_OK;
		fail_after = -1;
		t->clear(got);
		hold(n_blocks == before, "init() leaves nothing where memory is out");
		fail_after = n;
		done &= t->copy(got, value) == STATUS_OK;
		fail_after = -1;
		t->clear(got);
		hold(n_blocks == before, "copy() leaves nothing where memory is out");
		fail_after = n;
		done &= t->read(got, p) == STATUS_OK;
		fail_after = -1;
		t->clear(got);
		hold(n_blocks == before, "readFromParcel() leaves nothing where memory is out");
		fail_after = n;
		text = t->to_string(value);
		done &= text != NULL;
		made = t->make();
		fail_after = -1;
		free(text);
		t->drop(made);
		hold(n_blocks == before, "toString() and new() leave nothing where memory is out");
		AParcel_delete(p);
		free(got);
	}
}

/* "name: " for every field; of a union for the one that it has. */
static void check_text(const struct property_type *t, const void *value)
{
	char *text = t->to_string(value), name[256];
	int n = 0, n_shown = 0;

	for (; t->fields[n]; n++) {
		snprintf(name, sizeof(name), "%s: ", t->fields[n]);
		n_shown += text && strstr(text, name);
	}
	hold(text && (t->is_union ? n_shown > 0 : n_shown == n), "toString() names every field");
	free(text);
}

/* A parcel cut off anywhere is refused, or a value like any other. */
static void check_cut(const struct property_type *t, const AParcel *p)
{
	int32_t size = AParcel_getDataSize(p);
	int fds = open_fds();
	long before = n_blocks;

	for (int32_t len = 0; len < size; len += 4) {
		AParcel *cut = AParcel_create();
		void *got = calloc(1, t->size);

		if (AParcel_appendFrom(p, cut, 0, len) == STATUS_OK) {
			AParcel_setDataPosition(cut, 0);
			t->read(got, cut);
		}
		value_free(t, got);
		AParcel_delete(cut);
		hold(n_blocks == before && open_fds() == fds, "what is cut off leaves nothing");
	}
}

static void check_objects_no_memory(const struct property_type *t, const void *value, AParcel *p)
{
	int fds = open_fds();
	long before = n_blocks;
	bool done = false;

	for (long n = 0; !done && !wrong; n++) {
		void *got = calloc(1, t->size);

		AParcel_setDataPosition(p, 0);
		fail_after = n;
		done = t->read(got, p) == STATUS_OK;
		fail_after = -1;
		t->clear(got);
		fail_after = n;
		done &= t->copy(got, value) == STATUS_OK;
		fail_after = -1;
		value_free(t, got);
		hold(n_blocks == before && open_fds() == fds, "objects go where memory is out");
	}
}

/*
 * A value with binders and descriptors. On the way here and back a binder stays the same object; of a
 * descriptor each owner has its own, with a number of its own.
 */
static void check_objects(const struct property_type *t, struct random *r)
{
	int start = open_fds(), fds, n;
	long before = n_blocks;
	void *value, *got = calloc(1, t->size);
	AParcel *p = AParcel_create();

	r->objects = true;
	r->n_fds = 0;
	value = value_of(t, r);
	n = r->n_fds;
	hold(open_fds() == start + n, "descriptors are counted");
	hold(t->write(value, p) == STATUS_OK, "a value with objects can be written");
	fds = open_fds();
	AParcel_setDataPosition(p, 0);
	hold(t->read(got, p) == STATUS_OK, "and read");
	hold(AParcel_getDataPosition(p) == AParcel_getDataSize(p), "all of it");
	hold(t->equals(got, value) == (n == 0), "objects stay the same, descriptors do not");
	hold(open_fds() == fds + n, "a descriptor for each that was read");
	hold(t->copy(got, value) == STATUS_OK, "a value with objects can be copied");
	hold(t->equals(got, value) == (n == 0), "a copy has the same objects and its own descriptors");
	hold(t->copy(got, got) == STATUS_OK && open_fds() == fds + n, "a descriptor for each copy");
	check_text(t, value);
	t->clear(got);
	hold(open_fds() == fds, "clear() closes descriptors");
	check_cut(t, p);
	check_objects_no_memory(t, value, p);
	value_free(t, value);
	free(got);
	AParcel_delete(p);
	hold(open_fds() == start, "no descriptor stays");
	hold(n_blocks == before, "no block of a value with objects stays");
	r->objects = false;
}

static void check_bytes(const struct property_type *t, struct random *r)
{
	void *value = value_of(t, r), *other = value_of(t, r);
	struct bytes b = marshal(t, value), c = marshal(t, other);

	check_read(t, value, b);
	hold(t->equals(value, value), "a value equals itself");
	hold(t->equals(value, other) == same_bytes(b, c), "values are equal where their bytes are");
	hold(t->equals(value, other) == t->equals(other, value), "equals() does not mind the order");
	check_text(t, value);
	check_copy(t, r);
	check_damaged(t, value, b, r);
	check_spent(t, b);
	check_no_memory(t, value, b);
	free(b.data);
	free(c.data);
	value_free(t, value);
	value_free(t, other);
}

/* What is made once and stays: classes. */
static void warm_up(const struct property_type *t)
{
	struct random r = {.state = 1, .objects = true};

	for (int i = 0; i < 100; i++)
		value_free(t, value_of(t, &r));
}

static void check_value(const struct property_type *t, struct random *r)
{
	check_greedy(t, r);
	if (t->objects != PROPERTY_NEEDED)
		check_bytes(t, r);
	if (t->objects != PROPERTY_NONE)
		check_objects(t, r);
}

int main(int argc, char **argv)
{
	int rounds = argc > 1 ? atoi(argv[1]) : 20;
	int n = 0, failed = 0;

	for (const struct property_type *const *c = property_cases; *c; c++) {
		for (const struct property_type *t = *c; t->name; t++) {
			struct random r = {.state = 0x9e3779b97f4a7c15u};
			long before;
			int round = 0;

			warm_up(t);
			before = n_blocks;
			wrong = NULL;
			for (; round < rounds && !wrong; round++)
				check_value(t, &r);
			hold(n_blocks == before, "no block of memory stays");
			printf("%s %d - %s\n", wrong ? "not ok" : "ok", ++n, t->name);
			if (wrong)
				printf("# round %d: not so: %s\n", round, wrong);
			failed += wrong != NULL;
		}
	}
	printf("1..%d\n", n);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
