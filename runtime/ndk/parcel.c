/* SPDX-License-Identifier: MIT */
/*
 * parcel.c - AParcel: life, position, values, objects, strings; the public functions
 */
#include <android/binder_parcel.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <android/binder_parcel_platform.h>

#include "core/parcel.h"
#include "core/status.h"
#include "core/utf.h"
#include "core/visibility.h"

RT_EXPORT AParcel *AParcel_create(void)
{
	return rt_parcel_new();
}

RT_EXPORT void AParcel_delete(AParcel *parcel)
{
	rt_parcel_free(parcel);
}

RT_EXPORT binder_status_t AParcel_reset(AParcel *parcel)
{
	const AIBinder *target = parcel->target;

	rt_parcel_reset(parcel);
	parcel->target = target;
	return STATUS_OK;
}

RT_EXPORT binder_status_t AParcel_setDataPosition(const AParcel *parcel, int32_t position)
{
	if (position < 0)
		return STATUS_BAD_VALUE;
	((AParcel *)parcel)->pos = (size_t)position;
	return STATUS_OK;
}

RT_EXPORT int32_t AParcel_getDataPosition(const AParcel *parcel)
{
	return (int32_t)parcel->pos;
}

RT_EXPORT int32_t AParcel_getDataSize(const AParcel *parcel)
{
	return (int32_t)(parcel->size > parcel->pos ? parcel->size : parcel->pos);
}

RT_EXPORT binder_status_t AParcel_appendFrom(const AParcel *from, AParcel *to, int32_t start,
					     int32_t size)
{
	if (start < 0 || size < 0)
		return STATUS_BAD_VALUE;
	return rt_status_prune(rt_parcel_append(to, from, (size_t)start, (size_t)size));
}

RT_EXPORT binder_status_t AParcel_marshal(const AParcel *parcel, uint8_t *buffer, size_t start,
					  size_t len)
{
	if (parcel->n_offsets || parcel->n_objects)
		return STATUS_INVALID_OPERATION;
	if (start > parcel->size || len > parcel->size - start)
		return STATUS_BAD_VALUE;
	if (!parcel->size)
		return STATUS_UNEXPECTED_NULL;
	memcpy(buffer, parcel->data + start, len);
	return STATUS_OK;
}

RT_EXPORT binder_status_t AParcel_unmarshal(AParcel *parcel, const uint8_t *buffer, size_t len)
{
	if (len > INT32_MAX)
		return STATUS_BAD_VALUE;
	AParcel_reset(parcel);
	return rt_parcel_write(parcel, buffer, len);
}

RT_EXPORT bool AParcel_getAllowFds(const AParcel *parcel)
{
	return true;
}

RT_EXPORT void AParcel_markSensitive(const AParcel *parcel)
{
	((AParcel *)parcel)->sensitive = true;
}

/* Values */

RT_EXPORT binder_status_t AParcel_writeInt32(AParcel *parcel, int32_t value)
{
	return rt_parcel_write(parcel, &value, sizeof(value));
}

RT_EXPORT binder_status_t AParcel_writeUint32(AParcel *parcel, uint32_t value)
{
	return rt_parcel_write(parcel, &value, sizeof(value));
}

RT_EXPORT binder_status_t AParcel_writeInt64(AParcel *parcel, int64_t value)
{
	return rt_parcel_write(parcel, &value, sizeof(value));
}

RT_EXPORT binder_status_t AParcel_writeUint64(AParcel *parcel, uint64_t value)
{
	return rt_parcel_write(parcel, &value, sizeof(value));
}

RT_EXPORT binder_status_t AParcel_writeFloat(AParcel *parcel, float value)
{
	return rt_parcel_write(parcel, &value, sizeof(value));
}

RT_EXPORT binder_status_t AParcel_writeDouble(AParcel *parcel, double value)
{
	return rt_parcel_write(parcel, &value, sizeof(value));
}

RT_EXPORT binder_status_t AParcel_writeBool(AParcel *parcel, bool value)
{
	return rt_parcel_write_int32(parcel, value);
}

RT_EXPORT binder_status_t AParcel_writeChar(AParcel *parcel, char16_t value)
{
	return rt_parcel_write_int32(parcel, value);
}

RT_EXPORT binder_status_t AParcel_writeByte(AParcel *parcel, int8_t value)
{
	return rt_parcel_write_int32(parcel, value);
}

static binder_status_t read_value(const AParcel *parcel, void *ret, size_t size)
{
	const void *at;
	binder_status_t r = rt_parcel_read(parcel, size, &at);

	if (r == STATUS_OK)
		memcpy(ret, at, size);
	return r;
}

RT_EXPORT binder_status_t AParcel_readInt32(const AParcel *parcel, int32_t *value)
{
	return read_value(parcel, value, sizeof(*value));
}

RT_EXPORT binder_status_t AParcel_readUint32(const AParcel *parcel, uint32_t *value)
{
	return read_value(parcel, value, sizeof(*value));
}

RT_EXPORT binder_status_t AParcel_readInt64(const AParcel *parcel, int64_t *value)
{
	return read_value(parcel, value, sizeof(*value));
}

RT_EXPORT binder_status_t AParcel_readUint64(const AParcel *parcel, uint64_t *value)
{
	return read_value(parcel, value, sizeof(*value));
}

RT_EXPORT binder_status_t AParcel_readFloat(const AParcel *parcel, float *value)
{
	return read_value(parcel, value, sizeof(*value));
}

RT_EXPORT binder_status_t AParcel_readDouble(const AParcel *parcel, double *value)
{
	return read_value(parcel, value, sizeof(*value));
}

RT_EXPORT binder_status_t AParcel_readBool(const AParcel *parcel, bool *value)
{
	int32_t word;
	binder_status_t r = rt_parcel_read_int32(parcel, &word);

	if (r == STATUS_OK)
		*value = word != 0;
	return r;
}

RT_EXPORT binder_status_t AParcel_readChar(const AParcel *parcel, char16_t *value)
{
	int32_t word;
	binder_status_t r = rt_parcel_read_int32(parcel, &word);

	if (r == STATUS_OK)
		*value = (char16_t)word;
	return r;
}

RT_EXPORT binder_status_t AParcel_readByte(const AParcel *parcel, int8_t *value)
{
	int32_t word;
	binder_status_t r = rt_parcel_read_int32(parcel, &word);

	if (r == STATUS_OK)
		*value = (int8_t)word;
	return r;
}

/* Objects */

RT_EXPORT binder_status_t AParcel_writeStrongBinder(AParcel *parcel, AIBinder *binder)
{
	return rt_parcel_write_binder(parcel, binder);
}

RT_EXPORT binder_status_t AParcel_readStrongBinder(const AParcel *parcel, AIBinder **binder)
{
	return rt_status_prune(rt_parcel_read_binder(parcel, binder));
}

/* Wire: 1, whether there is a channel for news of the descriptor, the descriptor; or 0 for null. */
static binder_status_t write_pfd(AParcel *parcel, int fd)
{
	int own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	binder_status_t r;

	if (own < 0)
		return errno == EBADF ? STATUS_BAD_VALUE : STATUS_NO_MEMORY;
	r = rt_parcel_write_int32(parcel, 1);
	if (r == STATUS_OK)
		r = rt_parcel_write_int32(parcel, 0);
	if (r == STATUS_OK)
		r = rt_parcel_write_fd(parcel, own, true);
	if (r != STATUS_OK)
		close(own);
	return r;
}

RT_EXPORT binder_status_t AParcel_writeParcelFileDescriptor(AParcel *parcel, int fd)
{
	if (fd < -1)
		return STATUS_UNKNOWN_ERROR;
	if (fd == -1)
		return rt_parcel_write_int32(parcel, 0);
	return rt_status_prune(write_pfd(parcel, fd));
}

/*
 * Tells a Java writer that its descriptor went on to another process, in its own byte order. The
 * channel is a socket. Anybody may send anything for it: that costs neither a signal nor time.
 */
static binder_status_t detach_channel(const AParcel *parcel)
{
	static const uint8_t detached[4] = { 0, 0, 0, 2 };
	int fd;
	binder_status_t r = rt_parcel_read_fd(parcel, &fd);

	if (r != STATUS_OK)
		return r;
	if (send(fd, detached, sizeof(detached), MSG_NOSIGNAL | MSG_DONTWAIT) != sizeof(detached))
		return STATUS_BAD_TYPE;
	return STATUS_OK;
}

RT_EXPORT binder_status_t AParcel_readParcelFileDescriptor(const AParcel *parcel, int *fd)
{
	int32_t present, channel;
	int theirs, own;
	binder_status_t r = rt_parcel_read_int32(parcel, &present);

	if (r != STATUS_OK)
		return r;
	if (!present) {
		*fd = -1;
		return STATUS_OK;
	}
	r = rt_parcel_read_int32(parcel, &channel);
	if (r == STATUS_OK)
		r = rt_parcel_read_fd(parcel, &theirs);
	if (r == STATUS_OK && channel)
		r = detach_channel(parcel);
	if (r != STATUS_OK)
		return r;
	own = fcntl(theirs, F_DUPFD_CLOEXEC, 0);
	if (own < 0)
		return errno == EBADF ? STATUS_BAD_VALUE : STATUS_NO_MEMORY;
	*fd = own;
	return STATUS_OK;
}

/* Strings */

RT_EXPORT binder_status_t AParcel_writeString(AParcel *parcel, const char *string, int32_t length)
{
	if (string ? length < 0 : length != -1)
		return STATUS_BAD_VALUE;
	return rt_parcel_write_string(parcel, string, (size_t)length);
}

RT_EXPORT binder_status_t AParcel_readString(const AParcel *parcel, void *stringData,
					     AParcel_stringAllocator allocator)
{
	const char16_t *units;
	size_t n, bytes;
	char *buffer = NULL;
	binder_status_t r = rt_parcel_read_units(parcel, &units, &n);

	if (r != STATUS_OK)
		return r;
	if (!units)
		return allocator(stringData, -1, NULL) ? STATUS_OK : STATUS_UNEXPECTED_NULL;
	bytes = rt_utf8_bytes(units, n);
	if (bytes >= INT32_MAX)
		return STATUS_BAD_VALUE;
	if (!allocator(stringData, (int32_t)bytes + 1, &buffer) || !buffer)
		return STATUS_NO_MEMORY;
	rt_utf8_from_utf16(buffer, units, n);
	buffer[bytes] = 0;
	return STATUS_OK;
}
