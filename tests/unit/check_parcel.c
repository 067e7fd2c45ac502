/* SPDX-License-Identifier: MIT */
/*
 * check_parcel.c - the wire format, byte for byte, and readers that meet nonsense
 */
#include <check_tap.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <android/binder_ibinder.h>
#include <android/binder_parcel.h>
#include <android/binder_parcel_platform.h>

#include "core/bpbinder.h"
#include "core/object.h"
#include "core/parcel.h"
#include "core/token.h"

/* The bytes of @p are those of @hex, whose spaces do not count. */
static void expect(const AParcel *p, const char *hex)
{
	char text[2048] = "", want[2048];
	size_t i, n = 0;

	for (i = 0; i < p->size; i++)
		sprintf(text + 2 * i, "%02x", p->data[i]);
	for (; *hex; hex++) {
		if (*hex != ' ')
			want[n++] = *hex;
	}
	want[n] = 0;
	ck_assert_str_eq(text, want);
}

static AParcel *parcel_of(const char *hex)
{
	AParcel *p = AParcel_create();
	uint8_t bytes[1024];
	size_t n = 0;
	unsigned int byte;

	while (*hex) {
		if (*hex == ' ') {
			hex++;
			continue;
		}
		sscanf(hex, "%2x", &byte);
		bytes[n++] = (uint8_t)byte;
		hex += 2;
	}
	AParcel_unmarshal(p, bytes, n);
	AParcel_setDataPosition(p, 0);
	return p;
}

#define GOLDEN(hex, statement)                                                                     \
	do {                                                                                       \
		AParcel *p = AParcel_create();                                                     \
		ck_assert_int_eq(statement, STATUS_OK);                                            \
		expect(p, hex);                                                                    \
		AParcel_delete(p);                                                                 \
	} while (0)

START_TEST(golden_scalars)
{
	GOLDEN("01000000", AParcel_writeBool(p, true));
	GOLDEN("80ffffff", AParcel_writeByte(p, -128));
	GOLDEN("61000000", AParcel_writeChar(p, 'a'));
	GOLDEN("ffff0000", AParcel_writeChar(p, 0xffff));
	GOLDEN("ffffffff", AParcel_writeInt32(p, -1));
	GOLDEN("00000080", AParcel_writeInt32(p, INT32_MIN));
	GOLDEN("08070605 04030201", AParcel_writeInt64(p, 0x0102030405060708));
	GOLDEN("cdcccc3d", AParcel_writeFloat(p, 0.1f));
	GOLDEN("9a999999 9999b93f", AParcel_writeDouble(p, 0.1));
	GOLDEN("00000000 00000080", AParcel_writeDouble(p, -0.0));
	GOLDEN("01000000 02000000 00000000",
	       AParcel_writeInt32(p, 1) + AParcel_writeInt64(p, 2));
}
END_TEST

START_TEST(golden_strings)
{
	GOLDEN("ffffffff", AParcel_writeString(p, NULL, -1));
	GOLDEN("00000000 00000000", AParcel_writeString(p, "", 0));
	GOLDEN("01000000 61000000", AParcel_writeString(p, "a", 1));
	GOLDEN("02000000 61006200 00000000", AParcel_writeString(p, "ab", 2));
	GOLDEN("03000000 61006200 63000000", AParcel_writeString(p, "abc", 3));
	GOLDEN("04000000 62006100 62006100 00000000", AParcel_writeString(p, "baba", 4));
	GOLDEN("01000000 e9000000", AParcel_writeString(p, "\xc3\xa9", 2));
	GOLDEN("01000000 ac200000", AParcel_writeString(p, "\xe2\x82\xac", 3));
	GOLDEN("02000000 3dd800de 00000000", AParcel_writeString(p, "\xf0\x9f\x98\x80", 4));
	GOLDEN("03000000 61000000 62000000", AParcel_writeString(p, "a\0b", 3));
}
END_TEST

static const char *get_string(const void *data, size_t i, int32_t *len)
{
	const char *const *strings = data;

	*len = strings[i] ? (int32_t)strlen(strings[i]) : -1;
	return strings[i];
}

static bool get_bool(const void *data, size_t i)
{
	return ((const bool *)data)[i];
}

START_TEST(golden_arrays)
{
	const int8_t bytes[] = { 0, 17, -1 }, one_to_five[] = { 1, 2, 3, 4, 5 };
	const bool bools[] = { true, false };
	const char16_t chars[] = { 'a', 0, '?' };
	const int32_t ints[] = { -1, 0, 17 };
	const int64_t longs[] = { 0, 1 };
	const float floats[] = { 0.1f };
	const char *const strings[] = { NULL, "", "a" };

	GOLDEN("ffffffff", AParcel_writeInt32Array(p, NULL, -1));
	GOLDEN("00000000", AParcel_writeInt32Array(p, NULL, 0));
	GOLDEN("03000000 0011ff00", AParcel_writeByteArray(p, bytes, 3));
	GOLDEN("04000000 01020304", AParcel_writeByteArray(p, one_to_five, 4));
	GOLDEN("05000000 01020304 05000000", AParcel_writeByteArray(p, one_to_five, 5));
	GOLDEN("02000000 01000000 00000000", AParcel_writeBoolArray(p, bools, 2, get_bool));
	GOLDEN("03000000 61000000 00000000 3f000000", AParcel_writeCharArray(p, chars, 3));
	GOLDEN("03000000 ffffffff 00000000 11000000", AParcel_writeInt32Array(p, ints, 3));
	GOLDEN("02000000 00000000 00000000 01000000 00000000",
	       AParcel_writeInt64Array(p, longs, 2));
	GOLDEN("01000000 cdcccc3d", AParcel_writeFloatArray(p, floats, 1));
	GOLDEN("03000000 ffffffff 00000000 00000000 01000000 61000000",
	       AParcel_writeStringArray(p, strings, 3, get_string));
}
END_TEST

#define NULL_BINDER "852a6273 13000000 00000000 00000000 00000000 00000000 00000000"
#define HANDLE_5 "852a6873 13000000 05000000 00000000 00000000 00000000 0c000000"

START_TEST(golden_objects)
{
	AIBinder *proxy = rt_bpbinder_new(5);
	int fd = open("/dev/null", O_RDONLY);

	GOLDEN(NULL_BINDER, AParcel_writeStrongBinder(p, NULL));
	GOLDEN(HANDLE_5, AParcel_writeStrongBinder(p, proxy));
	GOLDEN("02000000 " NULL_BINDER HANDLE_5,
	       AParcel_writeInt32(p, 2) + AParcel_writeStrongBinder(p, NULL) +
	       AParcel_writeStrongBinder(p, proxy));
	GOLDEN("852a6466 00000000 07000000 00000000 00000000 00000000",
	       rt_parcel_write_fd(p, 7, false));
	GOLDEN("00000000", AParcel_writeParcelFileDescriptor(p, -1));
	ck_assert_int_eq(atomic_load(&proxy->strong), 1);
	rt_object_unref(proxy);
	close(fd);
}
END_TEST

START_TEST(offsets_of_objects)
{
	AIBinder *proxy = rt_bpbinder_new(5);
	AParcel *p = AParcel_create();

	AParcel_writeInt32(p, 2);
	AParcel_writeStrongBinder(p, NULL);
	AParcel_writeStrongBinder(p, proxy);
	ck_assert_uint_eq(p->n_objects, 1);
	ck_assert_uint_eq(p->objects[0], 32);
	AParcel_writeParcelFileDescriptor(p, STDIN_FILENO);
	ck_assert_uint_eq(p->n_objects, 2);
	ck_assert_uint_eq(p->objects[1], 68);
	/* The descriptor is the parcel's own, and says so. */
	ck_assert_uint_eq(p->data[68 + 16], 1);
	ck_assert_uint_ne(p->data[68 + 8], STDIN_FILENO);
	AParcel_delete(p);
	rt_object_unref(proxy);
}
END_TEST

/* Reads a descriptor whose writer waits for news on channel, which goes. */
static binder_status_t read_with_channel(int channel)
{
	AParcel *p = AParcel_create();
	int fd = -1;
	binder_status_t r;

	rt_parcel_write_int32(p, 1);
	rt_parcel_write_int32(p, 1);
	rt_parcel_write_fd(p, open("/dev/null", O_RDONLY), true);
	rt_parcel_write_fd(p, channel, true);
	AParcel_setDataPosition(p, 0);
	r = AParcel_readParcelFileDescriptor(p, &fd);
	ck_assert_int_eq(fd >= 0, r == STATUS_OK);
	if (fd >= 0)
		close(fd);
	AParcel_delete(p);
	return r;
}

/* A channel that nobody reads, or that is none, costs the reader neither its life nor time. */
START_TEST(channels_of_descriptors)
{
	static const uint8_t detached[4] = { 0, 0, 0, 2 };
	uint8_t news[8];
	int fds[2];

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds), 0);
	ck_assert_int_eq(read_with_channel(dup(fds[1])), STATUS_OK);
	ck_assert_int_eq(read(fds[0], news, sizeof(news)), 4);
	ck_assert_mem_eq(news, detached, 4);
	while (send(fds[1], news, sizeof(news), MSG_DONTWAIT) > 0)
		;
	ck_assert_int_eq(read_with_channel(dup(fds[1])), STATUS_BAD_TYPE);
	close(fds[0]);
	ck_assert_int_eq(read_with_channel(fds[1]), STATUS_BAD_TYPE);

	ck_assert_int_eq(pipe(fds), 0);
	close(fds[0]);
	ck_assert_int_eq(read_with_channel(fds[1]), STATUS_BAD_TYPE);
}
END_TEST

START_TEST(golden_token)
{
	GOLDEN("00000080 ffffffff 54535953 04000000 49004600 6f006f00 00000000",
	       rt_token_write_for(p, "IFoo"));
}
END_TEST

static AStatus *take(AStatus **status)
{
	static AStatus *last;

	AStatus_delete(last);
	last = *status;
	return last;
}

#define STATUS(make) take(&(AStatus *){ make })

START_TEST(golden_status)
{
	GOLDEN("00000000", AParcel_writeStatusHeader(p, NULL));
	GOLDEN("00000000", AParcel_writeStatusHeader(p, AStatus_newOk()));
	GOLDEN("fdffffff 01000000 78000000 00000000",
	       AParcel_writeStatusHeader(p, STATUS(AStatus_fromExceptionCodeWithMessage(
		       EX_ILLEGAL_ARGUMENT, "x"))));
	GOLDEN("fcffffff 00000000 00000000 00000000",
	       AParcel_writeStatusHeader(p, STATUS(AStatus_fromExceptionCode(EX_NULL_POINTER))));
	GOLDEN("f8ffffff 01000000 78000000 00000000 2a000000",
	       AParcel_writeStatusHeader(p, STATUS(AStatus_fromServiceSpecificErrorWithMessage(
		       42, "x"))));
	GOLDEN("f8ffffff 02000000 3a002f00 00000000 00000000 08000000",
	       AParcel_writeStatusHeader(p, STATUS(AStatus_fromServiceSpecificErrorWithMessage(
		       8, ":/"))));
	GOLDEN("f7ffffff 01000000 78000000 00000000 00000000",
	       AParcel_writeStatusHeader(p, STATUS(AStatus_fromExceptionCodeWithMessage(
		       EX_PARCELABLE, "x"))));
	/* A message that is not UTF-8 does not cost the reply. */
	GOLDEN("fdffffff 02000000 3f007800 00000000 00000000",
	       AParcel_writeStatusHeader(p, STATUS(AStatus_fromExceptionCodeWithMessage(
		       EX_ILLEGAL_ARGUMENT, "\xffx"))));
	(void)STATUS(NULL);
}
END_TEST

START_TEST(failed_transaction_has_no_header)
{
	AParcel *p = AParcel_create();
	AStatus *status = AStatus_fromStatus(STATUS_DEAD_OBJECT);

	ck_assert_int_eq(AParcel_writeStatusHeader(p, status), STATUS_DEAD_OBJECT);
	ck_assert_int_eq(AParcel_getDataSize(p), 0);
	AStatus_delete(status);
	AParcel_delete(p);
}
END_TEST

/* What reading a header gives: the exception, its code, what comes after it. */
static void read_header(const char *hex, binder_exception_t exception, int32_t code,
			const char *message, size_t left)
{
	AParcel *p = parcel_of(hex);
	AStatus *status = NULL;

	ck_assert_int_eq(AParcel_readStatusHeader(p, &status), STATUS_OK);
	ck_assert_int_eq(AStatus_getExceptionCode(status), exception);
	ck_assert_int_eq(AStatus_getServiceSpecificError(status), code);
	ck_assert_str_eq(AStatus_getMessage(status), message);
	ck_assert_uint_eq(rt_parcel_left(p), left);
	AStatus_delete(status);
	AParcel_delete(p);
}

START_TEST(status_headers_of_peers)
{
	read_header("00000000 03000000", EX_NONE, 0, "", 4);
	read_header("fcffffff ffffffff 00000000", EX_NULL_POINTER, 0, "", 0);
	read_header("f8ffffff 01000000 78000000 00000000 2a000000", EX_SERVICE_SPECIFIC, 42, "x",
		    0);
	read_header("fbffffff 01000000 78000000 14000000 04000000 61007400 20004100 00000000",
		    EX_ILLEGAL_STATE, 0, "x", 0);
	read_header("80ffffff 08000000 11111111 03000000", EX_NONE, 0, "", 4);
	read_header("81ffffff 08000000 11111111 00000000 03000000", EX_NONE, 0, "", 4);
	read_header("00f0ffff 01000000 78000000 00000000", EX_TRANSACTION_FAILED, 0, "x", 0);
}
END_TEST

START_TEST(status_header_with_a_block_past_the_end)
{
	AParcel *p = parcel_of("fbffffff 01000000 78000000 15000000 04000000 61007400 20004100");
	AStatus *status = NULL;

	ck_assert_int_eq(AParcel_readStatusHeader(p, &status), STATUS_UNKNOWN_ERROR);
	ck_assert_ptr_null(status);
	AParcel_delete(p);
}
END_TEST

/* Strings */

static bool string_alloc(void *data, int32_t length, char **buffer)
{
	char **text = data;

	free(*text);
	*text = NULL;
	if (length < 0)
		return true;
	*buffer = *text = malloc((size_t)length);
	return true;
}

static bool string_refuse_null(void *data, int32_t length, char **buffer)
{
	return length >= 0 && string_alloc(data, length, buffer);
}

START_TEST(strings_come_back)
{
	static const char *const texts[] = { "", "a", "hello, world", "\xc3\xa9\xe2\x82\xac",
					     "\xf0\x9f\x98\x80", "x\xf4\x8f\xbf\xbfy" };
	AParcel *p = AParcel_create();
	char *text = NULL;
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		ck_assert_int_eq(AParcel_writeString(p, texts[i], (int32_t)strlen(texts[i])), 0);
	AParcel_writeString(p, NULL, -1);
	AParcel_setDataPosition(p, 0);
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		ck_assert_int_eq(AParcel_readString(p, &text, string_alloc), STATUS_OK);
		ck_assert_str_eq(text, texts[i]);
	}
	ck_assert_int_eq(AParcel_readString(p, &text, string_refuse_null), STATUS_UNEXPECTED_NULL);
	AParcel_delete(p);
	free(text);
}
END_TEST

START_TEST(malformed_utf8_is_refused)
{
	static const char *const bad[] = { "\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80",
					   "\xed\xa0\x80", "\xf0\x80\x80\x80", "\xf4\x90\x80\x80",
					   "\xff", "a\xe2\x82", "\xc3", "\xe2\x28\xa1" };
	AParcel *p = AParcel_create();
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_int_eq(AParcel_writeString(p, bad[i], (int32_t)strlen(bad[i])),
				 STATUS_BAD_VALUE);
	ck_assert_int_eq(AParcel_writeString(p, NULL, 3), STATUS_BAD_VALUE);
	ck_assert_int_eq(AParcel_writeString(p, "x", -1), STATUS_BAD_VALUE);
	ck_assert_int_eq(AParcel_getDataSize(p), 0);
	AParcel_delete(p);
}
END_TEST

START_TEST(lone_surrogates_are_left_out)
{
	AParcel *p = parcel_of("04000000 3dd86100 00de6200 00000000");
	char *text = NULL;

	ck_assert_int_eq(AParcel_readString(p, &text, string_alloc), STATUS_OK);
	ck_assert_str_eq(text, "ab");
	free(text);
	AParcel_delete(p);
}
END_TEST

START_TEST(malformed_strings_are_refused)
{
	static const char *const bad[] = {
		"01000000",			/* no units */
		"02000000 61006200",		/* no terminator */
		"01000000 61006200",		/* the terminator is not 0 */
		"ffffff7f 61000000",		/* longer than the parcel */
	};
	char *text = NULL;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		AParcel *p = parcel_of(bad[i]);

		ck_assert_int_eq(AParcel_readString(p, &text, string_alloc), STATUS_BAD_VALUE);
		AParcel_delete(p);
	}
}
END_TEST

/* Positions and memory */

START_TEST(no_string_at_an_odd_position)
{
	AParcel *parcel = AParcel_create();

	AParcel_setDataPosition(parcel, 1);
	ck_assert_int_eq(AParcel_writeString(parcel, "abc", 3), STATUS_BAD_VALUE);
	AParcel_setDataPosition(parcel, 2);
	ck_assert_int_eq(AParcel_writeString(parcel, "abc", 3), STATUS_OK);
	AParcel_delete(parcel);
}
END_TEST

START_TEST(positions_patch_and_grow)
{
	AParcel *p = AParcel_create();
	int32_t value = 0, i;

	AParcel_writeInt32(p, 0);
	for (i = 0; i < 5000; i++)
		ck_assert_int_eq(AParcel_writeInt32(p, i), STATUS_OK);
	AParcel_setDataPosition(p, 0);
	AParcel_writeInt32(p, 20004);
	ck_assert_int_eq(AParcel_getDataPosition(p), 4);
	ck_assert_int_eq(AParcel_getDataSize(p), 20004);
	for (i = 0; i < 5000; i++) {
		ck_assert_int_eq(AParcel_readInt32(p, &value), STATUS_OK);
		ck_assert_int_eq(value, i);
	}
	ck_assert_int_eq(AParcel_readInt32(p, &value), STATUS_NOT_ENOUGH_DATA);
	ck_assert_int_eq(AParcel_setDataPosition(p, -1), STATUS_BAD_VALUE);
	AParcel_setDataPosition(p, 30000);
	ck_assert_int_eq(AParcel_readInt32(p, &value), STATUS_NOT_ENOUGH_DATA);
	/* What is skipped is zero, not what was in memory. */
	ck_assert_int_eq(AParcel_writeInt32(p, 1), STATUS_OK);
	AParcel_setDataPosition(p, 25000);
	ck_assert_int_eq(AParcel_readInt32(p, &value), STATUS_OK);
	ck_assert_int_eq(value, 0);
	AParcel_delete(p);
}
END_TEST

START_TEST(marshal_and_append)
{
	AIBinder *proxy = rt_bpbinder_new(9), *read = NULL;
	AParcel *p = AParcel_create(), *q = AParcel_create();
	uint8_t bytes[8];
	int fds[2], fd = -1;

	ck_assert_int_eq(pipe(fds), 0);
	ck_assert_int_eq(AParcel_marshal(p, bytes, 0, 0), STATUS_UNEXPECTED_NULL);
	AParcel_writeInt64(p, 7);
	ck_assert_int_eq(AParcel_marshal(p, bytes, 0, 8), STATUS_OK);
	ck_assert_int_eq(AParcel_marshal(p, bytes, 4, 8), STATUS_BAD_VALUE);
	AParcel_writeStrongBinder(p, proxy);
	AParcel_writeParcelFileDescriptor(p, fds[0]);
	ck_assert_int_eq(AParcel_marshal(p, bytes, 0, 8), STATUS_INVALID_OPERATION);

	ck_assert_int_eq(AParcel_appendFrom(p, q, 8, 100), STATUS_BAD_VALUE);
	ck_assert_int_eq(AParcel_appendFrom(p, q, 8, 28 + 32), STATUS_OK);
	AParcel_delete(p);
	ck_assert_uint_eq(q->n_objects, 2);
	ck_assert_int_eq(atomic_load(&proxy->strong), 2);
	AParcel_setDataPosition(q, 0);
	ck_assert_int_eq(AParcel_readStrongBinder(q, &read), STATUS_OK);
	ck_assert_ptr_eq(read, proxy);
	ck_assert_int_eq(AParcel_readParcelFileDescriptor(q, &fd), STATUS_OK);
	ck_assert_int_ge(fd, 0);
	AParcel_delete(q);
	ck_assert_int_eq(write(fds[1], "x", 1), 1);
	ck_assert_int_eq(read ? (int)(fcntl(fd, F_GETFD) & FD_CLOEXEC) : 0, FD_CLOEXEC);
	rt_object_unref(read);
	rt_object_unref(proxy);
	close(fd);
}
END_TEST

START_TEST(objects_are_not_plain_data)
{
	AIBinder *proxy = rt_bpbinder_new(9), *read = NULL;
	AParcel *p = AParcel_create();
	int32_t value;
	int fd;

	AParcel_writeInt32(p, 1);
	AParcel_writeStrongBinder(p, proxy);
	AParcel_setDataPosition(p, 4);
	ck_assert_int_eq(AParcel_readInt32(p, &value), STATUS_PERMISSION_DENIED);
	AParcel_setDataPosition(p, 24);
	ck_assert_int_eq(AParcel_readInt32(p, &value), STATUS_PERMISSION_DENIED);
	ck_assert_int_eq(AParcel_readInt32(p, &value), STATUS_OK);
	AParcel_setDataPosition(p, 8);
	ck_assert_int_eq(AParcel_writeInt32(p, 1), STATUS_PERMISSION_DENIED);
	AParcel_setDataPosition(p, 0);
	ck_assert_int_eq(AParcel_readStrongBinder(p, &read), STATUS_BAD_TYPE);
	AParcel_setDataPosition(p, 4);
	ck_assert_int_eq(rt_parcel_read_fd(p, &fd), STATUS_BAD_TYPE);
	AParcel_delete(p);
	rt_object_unref(proxy);

	/* Bytes that look like an object are none: nobody can make up a pointer. */
	p = parcel_of("852a6273 13010000 100000b6 7f000000 200000b6 7f000000 0c000000");
	ck_assert_int_eq(AParcel_readStrongBinder(p, &read), STATUS_BAD_TYPE);
	AParcel_setDataPosition(p, 0);
	ck_assert_int_eq(rt_parcel_read_fd(p, &fd), STATUS_BAD_TYPE);
	AParcel_delete(p);
	p = parcel_of(HANDLE_5);
	ck_assert_int_eq(AParcel_readStrongBinder(p, &read), STATUS_BAD_TYPE);
	AParcel_delete(p);
	p = parcel_of("852a6466 00000000 00000000 00000000 00000000 00000000");
	ck_assert_int_eq(rt_parcel_read_fd(p, &fd), STATUS_BAD_TYPE);
	AParcel_delete(p);
}
END_TEST

START_TEST(stability_words)
{
	static const struct {
		const char *hex;
		binder_status_t status;
	} cases[] = {
		{ NULL_BINDER, STATUS_OK },
		{ "852a6273 13000000 00000000 00000000 00000000 00000000 0c000000", STATUS_BAD_TYPE },
		{ "852a6273 13000000 00000000 00000000 00000000 00000000 01000000", STATUS_BAD_TYPE },
		{ "852a6273 13000000 00000000 00000000 00000000 00000000", STATUS_NOT_ENOUGH_DATA },
		{ "852a6273 13000000 00000000 00000000 00000000", STATUS_BAD_TYPE },
	};
	AIBinder *binder;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		AParcel *p = parcel_of(cases[i].hex);

		binder = NULL;
		ck_assert_int_eq(AParcel_readStrongBinder(p, &binder), cases[i].status);
		ck_assert_ptr_null(binder);
		AParcel_delete(p);
	}
}
END_TEST

/* Arrays */

struct array {
	int32_t length;
	void *data;
	size_t size;
	bool no_null;
};

static bool array_alloc(struct array *array, int32_t length, void **buffer)
{
	array->length = length;
	free(array->data);
	array->data = NULL;
	if (length < 0)
		return !array->no_null;
	*buffer = array->data = calloc((size_t)length + 1, array->size);
	return true;
}

static bool int32_alloc(void *data, int32_t length, int32_t **buffer)
{
	return array_alloc(data, length, (void **)buffer);
}

static bool byte_alloc(void *data, int32_t length, int8_t **buffer)
{
	return array_alloc(data, length, (void **)buffer);
}

static bool refuse_int32(void *data, int32_t length, int32_t **buffer)
{
	return false;
}

static bool no_memory_int32(void *data, int32_t length, int32_t **buffer)
{
	return true;
}

START_TEST(array_allocators)
{
	static const int32_t ints[] = { 1, 2, 3 };
	struct array array = { .size = sizeof(int32_t) };
	AParcel *p = AParcel_create();

	AParcel_writeInt32Array(p, ints, 3);
	AParcel_setDataPosition(p, 0);
	ck_assert_int_eq(AParcel_readInt32Array(p, &array, int32_alloc), STATUS_OK);
	ck_assert_int_eq(array.length, 3);
	ck_assert_mem_eq(array.data, ints, sizeof(ints));
	AParcel_setDataPosition(p, 0);
	ck_assert_int_eq(AParcel_readInt32Array(p, &array, refuse_int32), STATUS_NO_MEMORY);
	AParcel_setDataPosition(p, 0);
	ck_assert_int_eq(AParcel_readInt32Array(p, &array, no_memory_int32), STATUS_NO_MEMORY);
	AParcel_delete(p);

	p = parcel_of("ffffffff ffffffff 00000000 feffffff");
	ck_assert_int_eq(AParcel_readInt32Array(p, &array, int32_alloc), STATUS_OK);
	ck_assert_int_eq(array.length, -1);
	ck_assert_int_eq(AParcel_readInt32Array(p, &array, refuse_int32), STATUS_UNEXPECTED_NULL);
	ck_assert_int_eq(AParcel_readInt32Array(p, &array, int32_alloc), STATUS_OK);
	ck_assert_int_eq(array.length, 0);
	ck_assert_int_eq(AParcel_readInt32Array(p, &array, int32_alloc), STATUS_BAD_VALUE);
	AParcel_delete(p);
	free(array.data);
}
END_TEST

START_TEST(array_lengths_are_checked_before_memory)
{
	struct array array = { .size = 4, .length = 77 };
	AParcel *p = parcel_of("02000000 01000000");

	ck_assert_int_eq(AParcel_readInt32Array(p, &array, int32_alloc), STATUS_NO_MEMORY);
	AParcel_delete(p);
	p = parcel_of("ffffff7f 01000000");
	ck_assert_int_eq(AParcel_readByteArray(p, &array, byte_alloc), STATUS_NO_MEMORY);
	ck_assert_int_eq(array.length, 77);
	ck_assert_int_eq(AParcel_writeInt32Array(p, NULL, 2), STATUS_BAD_VALUE);
	ck_assert_int_eq(AParcel_writeInt32Array(p, &array.length, -1), STATUS_BAD_VALUE);
	ck_assert_int_eq(AParcel_writeInt32Array(p, NULL, -2), STATUS_BAD_VALUE);
	AParcel_delete(p);
}
END_TEST

/* Hostile bytes: nothing is read past the end (sanitizers watch), whatever is tried. */

static bool strings_alloc(void *data, int32_t length)
{
	return true;
}

static bool element_alloc(void *data, size_t index, int32_t length, char **buffer)
{
	return string_alloc(data, length, buffer);
}

static binder_status_t read_element(const AParcel *p, void *data, size_t index)
{
	return AParcel_readString(p, data, string_alloc);
}

static void set_bool(void *data, size_t index, bool value)
{
}

static void read_everything(AParcel *p, unsigned int choice)
{
	struct array ints = { .size = 8 };
	AIBinder *binder = NULL;
	AStatus *status = NULL;
	char *text = NULL;
	int64_t value;
	int fd = -1;

	switch (choice % 10) {
	case 0:
		AParcel_readInt64(p, &value);
		break;
	case 1:
		AParcel_readString(p, &text, string_alloc);
		break;
	case 2:
		AParcel_readInt32Array(p, &ints, int32_alloc);
		break;
	case 3:
		AParcel_readByteArray(p, &ints, byte_alloc);
		break;
	case 4:
		AParcel_readStringArray(p, &text, strings_alloc, element_alloc);
		break;
	case 5:
		AParcel_readParcelableArray(p, &text, strings_alloc, read_element);
		break;
	case 6:
		if (AParcel_readStrongBinder(p, &binder) == STATUS_OK)
			ck_assert_ptr_null(binder);
		break;
	case 7:
		if (AParcel_readParcelFileDescriptor(p, &fd) == STATUS_OK)
			ck_assert_int_eq(fd, -1);
		break;
	case 8:
		AParcel_readBoolArray(p, NULL, strings_alloc, set_bool);
		break;
	case 9:
		AParcel_readStatusHeader(p, &status);
		break;
	}
	AStatus_delete(status);
	free(text);
	free(ints.data);
}

START_TEST(descriptors_are_limited)
{
	AParcel *p = AParcel_create();

	for (int i = 0; i < RT_PARCEL_MAX_FDS; i++)
		ck_assert_int_eq(rt_parcel_write_fd(p, 7, false), STATUS_OK);
	ck_assert_int_eq(rt_parcel_write_fd(p, 7, false), STATUS_NO_MEMORY);
	AParcel_delete(p);
}
END_TEST

START_TEST(random_bytes)
{
	uint8_t bytes[64];
	unsigned int round, i;

	srandom(1);
	for (round = 0; round < 20000; round++) {
		AParcel *p = AParcel_create();
		size_t n = (size_t)random() % sizeof(bytes);

		for (i = 0; i < n; i++)
			bytes[i] = random() % 3 ? (uint8_t)(random() % 4) : (uint8_t)random();
		AParcel_unmarshal(p, bytes, n);
		/* Exact size, so that a sanitizer sees a byte too many. */
		p->data = memcpy(malloc(n ? n : 1), bytes, n);
		p->size = p->capacity = n;
		p->memory = RT_MEMORY_HEAP;
		AParcel_setDataPosition(p, 0);
		for (i = 0; i < 4; i++)
			read_everything(p, (unsigned int)random());
		AParcel_delete(p);
	}
}
END_TEST

START_TEST(every_prefix)
{
	AParcel *whole = AParcel_create();
	static const char *const strings[] = { "abc", NULL, "d" };
	static const int32_t ints[] = { 1, 2, 3 };
	size_t n;

	AParcel_writeStatusHeader(whole, NULL);
	AParcel_writeString(whole, "hello", 5);
	AParcel_writeInt32Array(whole, ints, 3);
	AParcel_writeStringArray(whole, strings, 3, get_string);
	AParcel_writeInt64(whole, 1);
	for (n = 0; n < whole->size; n++) {
		AParcel *p = AParcel_create();
		struct array array = { .size = 4 };
		AStatus *status = NULL;
		char *text = NULL;
		int64_t value;
		binder_status_t r;

		p->data = memcpy(malloc(n ? n : 1), whole->data, n);
		p->size = p->capacity = n;
		p->memory = RT_MEMORY_HEAP;
		r = AParcel_readStatusHeader(p, &status);
		if (r == STATUS_OK)
			r = AParcel_readString(p, &text, string_alloc);
		if (r == STATUS_OK)
			r = AParcel_readInt32Array(p, &array, int32_alloc);
		if (r == STATUS_OK)
			r = AParcel_readStringArray(p, &text, strings_alloc, element_alloc);
		if (r == STATUS_OK)
			r = AParcel_readInt64(p, &value);
		ck_assert_int_ne(r, STATUS_OK);
		free(text);
		free(array.data);
		AStatus_delete(status);
		AParcel_delete(p);
	}
	AParcel_delete(whole);
}
END_TEST

START_TEST(sensitive_memory_is_wiped)
{
	AParcel *p = AParcel_create();
	uint8_t *memory = p->data;

	AParcel_markSensitive(p);
	AParcel_writeInt32(p, 0x5ec2e7);
	AParcel_reset(p);
	ck_assert_int_eq(memory[0] | memory[1] | memory[2] | memory[3], 0);
	AParcel_delete(p);
}
END_TEST

static Suite *parcel_suite(void)
{
	Suite *suite = suite_create("parcel");
	TCase *wire = tcase_create("wire"), *hostile = tcase_create("hostile");

	tcase_add_test(wire, golden_scalars);
	tcase_add_test(wire, golden_strings);
	tcase_add_test(wire, golden_arrays);
	tcase_add_test(wire, golden_objects);
	tcase_add_test(wire, offsets_of_objects);
	tcase_add_test(wire, channels_of_descriptors);
	tcase_add_test(wire, golden_token);
	tcase_add_test(wire, golden_status);
	tcase_add_test(wire, failed_transaction_has_no_header);
	tcase_add_test(wire, status_headers_of_peers);
	tcase_add_test(wire, status_header_with_a_block_past_the_end);
	tcase_add_test(wire, strings_come_back);
	tcase_add_test(wire, no_string_at_an_odd_position);
	tcase_add_test(wire, positions_patch_and_grow);
	tcase_add_test(wire, marshal_and_append);
	tcase_add_test(wire, array_allocators);
	tcase_add_test(wire, sensitive_memory_is_wiped);
	suite_add_tcase(suite, wire);

	tcase_set_timeout(hostile, 60);
	tcase_add_test(hostile, malformed_utf8_is_refused);
	tcase_add_test(hostile, lone_surrogates_are_left_out);
	tcase_add_test(hostile, malformed_strings_are_refused);
	tcase_add_test(hostile, objects_are_not_plain_data);
	tcase_add_test(hostile, stability_words);
	tcase_add_test(hostile, array_lengths_are_checked_before_memory);
	tcase_add_test(hostile, descriptors_are_limited);
	tcase_add_test(hostile, random_bytes);
	tcase_add_test(hostile, every_prefix);
	suite_add_tcase(suite, hostile);
	return suite;
}

CHECK_TAP_MAIN(parcel_suite)
