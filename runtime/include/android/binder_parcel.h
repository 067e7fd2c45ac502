/* SPDX-License-Identifier: MIT */
/*
 * android/binder_parcel.h - messages: values written to and read from a parcel
 *
 * A parcel has a position that reads and writes move. A parcel has one user at a time, also for
 * reading. Every function answers with a status; a value is output only on STATUS_OK.
 * Readers answer STATUS_NOT_ENOUGH_DATA at the end of the parcel and STATUS_PERMISSION_DENIED where
 * a plain value would overlap an object. Writers answer STATUS_NO_MEMORY.
 *
 * Arrays: a length of -1 is the null array. Readers of arrays ask the caller for memory through an
 * allocator: it is called with the length, -1 for null; false refuses it, which fails the read with
 * STATUS_UNEXPECTED_NULL for null, STATUS_NO_MEMORY else. The length was checked against what the
 * parcel holds before. Memory given stays the caller's, also where the read fails after that.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/cdefs.h>
#ifndef __cplusplus
#include <uchar.h>
#endif

#include <android/binder_status.h>

__BEGIN_DECLS

struct AIBinder;
typedef struct AIBinder AIBinder;

struct AParcel;
/** A message. */
typedef struct AParcel AParcel;

/**
 * Gives memory for a string of @length bytes with its terminating NUL, or takes note of a null one:
 * @length is -1, @buffer NULL.
 */
typedef bool (*AParcel_stringAllocator)(void *stringData, int32_t length, char **buffer);
/** Gives memory for @length strings, or takes note of a null array (-1). */
typedef bool (*AParcel_stringArrayAllocator)(void *arrayData, int32_t length);
/** As AParcel_stringAllocator, for the element at @index. */
typedef bool (*AParcel_stringArrayElementAllocator)(void *arrayData, size_t index, int32_t length,
						    char **buffer);
/** The element at @index, UTF-8, with its length without NUL; NULL and a length of -1 for null. */
typedef const char *(*AParcel_stringArrayElementGetter)(const void *arrayData, size_t index,
							int32_t *outLength);
/** Gives memory for @length elements, or takes note of a null array (-1). */
typedef bool (*AParcel_parcelableArrayAllocator)(void *arrayData, int32_t length);
/** Writes the element at @index, its marker included. */
typedef binder_status_t (*AParcel_writeParcelableElement)(AParcel *parcel, const void *arrayData,
							  size_t index);
/** Reads the element at @index, its marker included. */
typedef binder_status_t (*AParcel_readParcelableElement)(const AParcel *parcel, void *arrayData,
							 size_t index);
/* Give memory for @length elements in @outBuffer, which is not used for 0 and -1 (null). */
typedef bool (*AParcel_int32ArrayAllocator)(void *arrayData, int32_t length, int32_t **outBuffer);
typedef bool (*AParcel_uint32ArrayAllocator)(void *arrayData, int32_t length, uint32_t **outBuffer);
typedef bool (*AParcel_int64ArrayAllocator)(void *arrayData, int32_t length, int64_t **outBuffer);
typedef bool (*AParcel_uint64ArrayAllocator)(void *arrayData, int32_t length, uint64_t **outBuffer);
typedef bool (*AParcel_floatArrayAllocator)(void *arrayData, int32_t length, float **outBuffer);
typedef bool (*AParcel_doubleArrayAllocator)(void *arrayData, int32_t length, double **outBuffer);
typedef bool (*AParcel_charArrayAllocator)(void *arrayData, int32_t length, char16_t **outBuffer);
typedef bool (*AParcel_byteArrayAllocator)(void *arrayData, int32_t length, int8_t **outBuffer);
/** Gives memory for @length booleans, or takes note of a null array (-1). */
typedef bool (*AParcel_boolArrayAllocator)(void *arrayData, int32_t length);
typedef bool (*AParcel_boolArrayGetter)(const void *arrayData, size_t index);
typedef void (*AParcel_boolArraySetter)(void *arrayData, size_t index, bool value);

/**
 * Frees a parcel and what it holds: references, descriptors, the driver's buffer. NULL is left
 * alone. Not for the parcels of an onTransact.
 */
void AParcel_delete(AParcel *parcel) __INTRODUCED_IN(29);

/** A new empty parcel that belongs to no call; NULL without memory. */
AParcel *AParcel_create(void) __INTRODUCED_IN(31);

/** Empties a parcel. Always STATUS_OK. */
binder_status_t AParcel_reset(AParcel *parcel) __INTRODUCED_IN(31);

/** Moves the position, also past the end; STATUS_BAD_VALUE where negative. */
binder_status_t AParcel_setDataPosition(const AParcel *parcel, int32_t position)
	__INTRODUCED_IN(29);

/** The position. */
int32_t AParcel_getDataPosition(const AParcel *parcel) __INTRODUCED_IN(29);

/** The size in bytes, or the position where that is larger. */
int32_t AParcel_getDataSize(const AParcel *parcel) __INTRODUCED_IN(31);

/**
 * Copies @size bytes of @from, beginning at @start, to the position of @to, with the objects that
 * lie wholly inside: descriptors are duplicated, binders referenced.
 * Return: STATUS_OK; STATUS_BAD_VALUE (range), STATUS_NO_MEMORY, STATUS_FDS_NOT_ALLOWED.
 */
binder_status_t AParcel_appendFrom(const AParcel *from, AParcel *to, int32_t start, int32_t size)
	__INTRODUCED_IN(31);

/**
 * Copies @len bytes out, beginning at @start.
 * Return: STATUS_OK; STATUS_INVALID_OPERATION (the parcel holds objects), STATUS_BAD_VALUE (range),
 * STATUS_UNEXPECTED_NULL (empty parcel).
 */
binder_status_t AParcel_marshal(const AParcel *parcel, uint8_t *buffer, size_t start, size_t len)
	__INTRODUCED_IN(33);

/** Replaces the content by @len bytes; the position is at their end. */
binder_status_t AParcel_unmarshal(AParcel *parcel, const uint8_t *buffer, size_t len)
	__INTRODUCED_IN(33);

/** Writes a reference to an object; NULL writes null. The parcel holds its own reference. */
binder_status_t AParcel_writeStrongBinder(AParcel *parcel, AIBinder *binder) __INTRODUCED_IN(29);

/**
 * Reads an object into @binder: the caller's reference, or NULL for null.
 * Return: STATUS_OK; STATUS_BAD_TYPE (no object here, or its stability is odd).
 */
binder_status_t AParcel_readStrongBinder(const AParcel *parcel, AIBinder **binder)
	__INTRODUCED_IN(29);

/** Writes a duplicate of a descriptor; -1 writes null. STATUS_UNKNOWN_ERROR below -1. */
binder_status_t AParcel_writeParcelFileDescriptor(AParcel *parcel, int fd) __INTRODUCED_IN(29);

/** Reads a descriptor into @fd: the caller's to close, close-on-exec; -1 for null. */
binder_status_t AParcel_readParcelFileDescriptor(const AParcel *parcel, int *fd)
	__INTRODUCED_IN(29);

/** Writes the head of a reply. EX_TRANSACTION_FAILED writes nothing and is returned. */
binder_status_t AParcel_writeStatusHeader(AParcel *parcel, const AStatus *status)
	__INTRODUCED_IN(29);

/** Reads the head of a reply into a new status, the caller's, which may hold an exception. */
binder_status_t AParcel_readStatusHeader(const AParcel *parcel, AStatus **status)
	__INTRODUCED_IN(29);

/**
 * Writes a string: @length bytes of UTF-8 without NUL; (NULL, -1) writes null.
 * Return: STATUS_OK; STATUS_BAD_VALUE (not UTF-8, or length and pointer disagree).
 */
binder_status_t AParcel_writeString(AParcel *parcel, const char *string, int32_t length)
	__INTRODUCED_IN(29);

/**
 * Reads a string as UTF-8; UTF-16 surrogates that stand alone are left out.
 * Return: STATUS_OK; STATUS_UNEXPECTED_NULL (null was refused), STATUS_NO_MEMORY (the string was),
 * STATUS_BAD_VALUE (malformed).
 */
binder_status_t AParcel_readString(const AParcel *parcel, void *stringData,
				   AParcel_stringAllocator allocator) __INTRODUCED_IN(29);

/* One value. */
binder_status_t AParcel_writeInt32(AParcel *parcel, int32_t value) __INTRODUCED_IN(29);
binder_status_t AParcel_writeUint32(AParcel *parcel, uint32_t value) __INTRODUCED_IN(29);
binder_status_t AParcel_writeInt64(AParcel *parcel, int64_t value) __INTRODUCED_IN(29);
binder_status_t AParcel_writeUint64(AParcel *parcel, uint64_t value) __INTRODUCED_IN(29);
binder_status_t AParcel_writeFloat(AParcel *parcel, float value) __INTRODUCED_IN(29);
binder_status_t AParcel_writeDouble(AParcel *parcel, double value) __INTRODUCED_IN(29);
binder_status_t AParcel_writeBool(AParcel *parcel, bool value) __INTRODUCED_IN(29);
binder_status_t AParcel_writeChar(AParcel *parcel, char16_t value) __INTRODUCED_IN(29);
binder_status_t AParcel_writeByte(AParcel *parcel, int8_t value) __INTRODUCED_IN(29);

/* One value; a bool is true unless 0, a char and a byte are the low bits of their word. */
binder_status_t AParcel_readInt32(const AParcel *parcel, int32_t *value) __INTRODUCED_IN(29);
binder_status_t AParcel_readUint32(const AParcel *parcel, uint32_t *value) __INTRODUCED_IN(29);
binder_status_t AParcel_readInt64(const AParcel *parcel, int64_t *value) __INTRODUCED_IN(29);
binder_status_t AParcel_readUint64(const AParcel *parcel, uint64_t *value) __INTRODUCED_IN(29);
binder_status_t AParcel_readFloat(const AParcel *parcel, float *value) __INTRODUCED_IN(29);
binder_status_t AParcel_readDouble(const AParcel *parcel, double *value) __INTRODUCED_IN(29);
binder_status_t AParcel_readBool(const AParcel *parcel, bool *value) __INTRODUCED_IN(29);
binder_status_t AParcel_readChar(const AParcel *parcel, char16_t *value) __INTRODUCED_IN(29);
binder_status_t AParcel_readByte(const AParcel *parcel, int8_t *value) __INTRODUCED_IN(29);

/** Writes @length strings; -1 writes null. A null element has a length of -1. */
binder_status_t AParcel_writeStringArray(AParcel *parcel, const void *arrayData, int32_t length,
					 AParcel_stringArrayElementGetter getter)
	__INTRODUCED_IN(29);

/** Reads strings: one allocator call for the array, one for each element. */
binder_status_t AParcel_readStringArray(const AParcel *parcel, void *arrayData,
					AParcel_stringArrayAllocator allocator,
					AParcel_stringArrayElementAllocator elementAllocator)
	__INTRODUCED_IN(29);

/** Writes @length elements, each by @elementWriter, up to the first that fails; -1 writes null. */
binder_status_t AParcel_writeParcelableArray(AParcel *parcel, const void *arrayData, int32_t length,
					     AParcel_writeParcelableElement elementWriter)
	__INTRODUCED_IN(29);

/** Reads elements, each by @elementReader, up to the first that fails. */
binder_status_t AParcel_readParcelableArray(const AParcel *parcel, void *arrayData,
					    AParcel_parcelableArrayAllocator allocator,
					    AParcel_readParcelableElement elementReader)
	__INTRODUCED_IN(29);

/*
 * Arrays of values: (NULL, -1) writes null, (NULL, 0) the empty array.
 * STATUS_BAD_VALUE where length and pointer disagree.
 */
binder_status_t AParcel_writeInt32Array(AParcel *parcel, const int32_t *arrayData, int32_t length)
	__INTRODUCED_IN(29);
binder_status_t AParcel_writeUint32Array(AParcel *parcel, const uint32_t *arrayData, int32_t length)
	__INTRODUCED_IN(29);
binder_status_t AParcel_writeInt64Array(AParcel *parcel, const int64_t *arrayData, int32_t length)
	__INTRODUCED_IN(29);
binder_status_t AParcel_writeUint64Array(AParcel *parcel, const uint64_t *arrayData, int32_t length)
	__INTRODUCED_IN(29);
binder_status_t AParcel_writeFloatArray(AParcel *parcel, const float *arrayData, int32_t length)
	__INTRODUCED_IN(29);
binder_status_t AParcel_writeDoubleArray(AParcel *parcel, const double *arrayData, int32_t length)
	__INTRODUCED_IN(29);
binder_status_t AParcel_writeCharArray(AParcel *parcel, const char16_t *arrayData, int32_t length)
	__INTRODUCED_IN(29);
binder_status_t AParcel_writeByteArray(AParcel *parcel, const int8_t *arrayData, int32_t length)
	__INTRODUCED_IN(29);
/** Writes @length booleans that @getter gives; -1 writes null. */
binder_status_t AParcel_writeBoolArray(AParcel *parcel, const void *arrayData, int32_t length,
				       AParcel_boolArrayGetter getter) __INTRODUCED_IN(29);

binder_status_t AParcel_readInt32Array(const AParcel *parcel, void *arrayData,
				       AParcel_int32ArrayAllocator allocator) __INTRODUCED_IN(29);
binder_status_t AParcel_readUint32Array(const AParcel *parcel, void *arrayData,
					AParcel_uint32ArrayAllocator allocator) __INTRODUCED_IN(29);
binder_status_t AParcel_readInt64Array(const AParcel *parcel, void *arrayData,
				       AParcel_int64ArrayAllocator allocator) __INTRODUCED_IN(29);
binder_status_t AParcel_readUint64Array(const AParcel *parcel, void *arrayData,
					AParcel_uint64ArrayAllocator allocator) __INTRODUCED_IN(29);
binder_status_t AParcel_readFloatArray(const AParcel *parcel, void *arrayData,
				       AParcel_floatArrayAllocator allocator) __INTRODUCED_IN(29);
binder_status_t AParcel_readDoubleArray(const AParcel *parcel, void *arrayData,
					AParcel_doubleArrayAllocator allocator) __INTRODUCED_IN(29);
binder_status_t AParcel_readCharArray(const AParcel *parcel, void *arrayData,
				      AParcel_charArrayAllocator allocator) __INTRODUCED_IN(29);
binder_status_t AParcel_readByteArray(const AParcel *parcel, void *arrayData,
				      AParcel_byteArrayAllocator allocator) __INTRODUCED_IN(29);
/** Reads booleans: the allocator once, then @setter for each index in ascending order. */
binder_status_t AParcel_readBoolArray(const AParcel *parcel, void *arrayData,
				      AParcel_boolArrayAllocator allocator,
				      AParcel_boolArraySetter setter) __INTRODUCED_IN(29);

__END_DECLS
