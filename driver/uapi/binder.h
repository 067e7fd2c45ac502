/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * binder.h - what user space and a Binder driver say to each other
 *
 * Layouts and numbers are those of the Linux driver's own header, so that a program built with
 * either speaks to any driver. The types have the same names: include this file or
 * <linux/android/binder.h>, never both. Sizes are the same for 32-bit and 64-bit programs, and
 * the assertions below hold them.
 *
 * A write stream holds BC_ words, a read stream BR_ words, each followed by its payload, packed
 * without padding: payloads are only 4-byte aligned.
 */
#ifndef HIDEGLUE_UAPI_BINDER_H
#define HIDEGLUE_UAPI_BINDER_H

#include <linux/types.h>
#include <linux/ioctl.h>

#define BINDER_CURRENT_PROTOCOL_VERSION 8

typedef __u64 binder_size_t;
typedef __u64 binder_uintptr_t;

/*
 * Objects inside a payload: the offsets array says where they are, their first word what they are.
 */

#define BINDER_TYPE_LARGE 0x85
#define BINDER_PACK_CHARS(a, b, c) \
	((((__u32)(a)) << 24) | ((b) << 16) | ((c) << 8) | BINDER_TYPE_LARGE)

#define BINDER_TYPE_BINDER	BINDER_PACK_CHARS('s', 'b', '*')
#define BINDER_TYPE_WEAK_BINDER	BINDER_PACK_CHARS('w', 'b', '*')
#define BINDER_TYPE_HANDLE	BINDER_PACK_CHARS('s', 'h', '*')
#define BINDER_TYPE_WEAK_HANDLE	BINDER_PACK_CHARS('w', 'h', '*')
#define BINDER_TYPE_FD		BINDER_PACK_CHARS('f', 'd', '*')
#define BINDER_TYPE_FDA		BINDER_PACK_CHARS('f', 'd', 'a')
#define BINDER_TYPE_PTR		BINDER_PACK_CHARS('p', 't', '*')

struct binder_object_header {
	__u32 type;
};

/* flat_binder_object.flags, honoured when the object's node is created */
enum {
	FLAT_BINDER_FLAG_PRIORITY_MASK = 0xff,
	FLAT_BINDER_FLAG_ACCEPTS_FDS = 0x100,
	FLAT_BINDER_FLAG_TXN_SECURITY_CTX = 0x1000,
};

/** BINDER and WEAK_BINDER name the sender's own object by ptr, HANDLE and WEAK_HANDLE another's. */
struct flat_binder_object {
	struct binder_object_header hdr;
	__u32 flags;
	union {
		binder_uintptr_t binder;
		__u32 handle;
	};
	binder_uintptr_t cookie;
};

struct binder_fd_object {
	struct binder_object_header hdr;
	__u32 pad_flags;
	union {
		binder_uintptr_t pad_binder;
		__u32 fd;
	};
	binder_uintptr_t cookie;
};

enum {
	BINDER_BUFFER_FLAG_HAS_PARENT = 0x01,
};

/**
 * A separate piece of memory; @parent is an index into the offsets array, the slot for its address
 * lies @parent_offset into that parent.
 */
struct binder_buffer_object {
	struct binder_object_header hdr;
	__u32 flags;
	binder_uintptr_t buffer;
	binder_size_t length;
	binder_size_t parent;
	binder_size_t parent_offset;
};

/** @num_fds descriptors, u32 each, at @parent_offset inside the memory of object @parent. */
struct binder_fd_array_object {
	struct binder_object_header hdr;
	__u32 pad;
	binder_size_t num_fds;
	binder_size_t parent;
	binder_size_t parent_offset;
};

/* Arguments of the ioctls */

struct binder_write_read {
	binder_size_t write_size;
	binder_size_t write_consumed;
	binder_uintptr_t write_buffer;
	binder_size_t read_size;
	binder_size_t read_consumed;
	binder_uintptr_t read_buffer;
};

struct binder_version {
	__s32 protocol_version;
};

struct binder_node_debug_info {
	binder_uintptr_t ptr;
	binder_uintptr_t cookie;
	__u32 has_strong_ref;
	__u32 has_weak_ref;
};

struct binder_node_info_for_ref {
	__u32 handle;
	__u32 strong_count;
	__u32 weak_count;
	__u32 reserved1;
	__u32 reserved2;
	__u32 reserved3;
};

struct binder_freeze_info {
	__u32 pid;
	__u32 enable;
	__u32 timeout_ms;
};

/**
 * @sync_recv: bit 0, a call was refused since the freeze; bit 1, transactions are under way now.
 */
struct binder_frozen_status_info {
	__u32 pid;
	__u32 sync_recv;
	__u32 async_recv;
};

struct binder_frozen_state_info {
	binder_uintptr_t cookie;
	__u32 is_frozen;
	__u32 reserved;
};

/** @id of the failed transaction, the BR_ word it got, and an -errno that says why. */
struct binder_extended_error {
	__u32 id;
	__u32 command;
	__s32 param;
};

enum {
	BINDER_WRITE_READ = _IOWR('b', 1, struct binder_write_read),
	BINDER_SET_IDLE_TIMEOUT = _IOW('b', 3, __s64),
	BINDER_SET_MAX_THREADS = _IOW('b', 5, __u32),
	BINDER_SET_IDLE_PRIORITY = _IOW('b', 6, __s32),
	BINDER_SET_CONTEXT_MGR = _IOW('b', 7, __s32),
	BINDER_THREAD_EXIT = _IOW('b', 8, __s32),
	BINDER_VERSION = _IOWR('b', 9, struct binder_version),
	BINDER_GET_NODE_DEBUG_INFO = _IOWR('b', 11, struct binder_node_debug_info),
	BINDER_GET_NODE_INFO_FOR_REF = _IOWR('b', 12, struct binder_node_info_for_ref),
	BINDER_SET_CONTEXT_MGR_EXT = _IOW('b', 13, struct flat_binder_object),
	BINDER_FREEZE = _IOW('b', 14, struct binder_freeze_info),
	BINDER_GET_FROZEN_INFO = _IOWR('b', 15, struct binder_frozen_status_info),
	BINDER_ENABLE_ONEWAY_SPAM_DETECTION = _IOW('b', 16, __u32),
	BINDER_GET_EXTENDED_ERROR = _IOWR('b', 17, struct binder_extended_error),
};

/* Transactions */

enum transaction_flags {
	TF_ONE_WAY = 0x01,	/* nobody waits for a reply */
	TF_ROOT_OBJECT = 0x04,	/* for user space alone */
	TF_STATUS_CODE = 0x08,	/* the data is a 32-bit status; for user space alone */
	TF_ACCEPT_FDS = 0x10,	/* the reply may carry descriptors */
	TF_CLEAR_BUF = 0x20,	/* wipe the buffer when it is freed */
	/* replaces an equal one-way call that a frozen receiver has not taken */
	TF_UPDATE_TXN = 0x40,
};

struct binder_transaction_data {
	union {
		__u32 handle;		/* sent: whose object */
		binder_uintptr_t ptr;	/* received: which object */
	} target;
	binder_uintptr_t cookie;
	__u32 code;
	__u32 flags;
	__s32 sender_pid;
	__u32 sender_euid;
	binder_size_t data_size;
	binder_size_t offsets_size;
	union {
		struct {
			binder_uintptr_t buffer;
			binder_uintptr_t offsets;
		} ptr;
		__u8 buf[8];
	} data;
};

struct binder_transaction_data_secctx {
	struct binder_transaction_data transaction_data;
	binder_uintptr_t secctx;
};

/** @buffers_size: sum of the lengths of all PTR objects, each rounded up to 8. */
struct binder_transaction_data_sg {
	struct binder_transaction_data transaction_data;
	binder_size_t buffers_size;
};

struct binder_ptr_cookie {
	binder_uintptr_t ptr;
	binder_uintptr_t cookie;
};

struct binder_handle_cookie {
	__u32 handle;
	binder_uintptr_t cookie;
} __attribute__((packed));

struct binder_pri_desc {
	__s32 priority;
	__u32 desc;
};

struct binder_pri_ptr_cookie {
	__s32 priority;
	binder_uintptr_t ptr;
	binder_uintptr_t cookie;
};

enum binder_driver_return_protocol {
	BR_ERROR = _IOR('r', 0, __s32),
	BR_OK = _IO('r', 1),
	BR_TRANSACTION_SEC_CTX = _IOR('r', 2, struct binder_transaction_data_secctx),
	BR_TRANSACTION = _IOR('r', 2, struct binder_transaction_data),
	BR_REPLY = _IOR('r', 3, struct binder_transaction_data),
	BR_ACQUIRE_RESULT = _IOR('r', 4, __s32),
	BR_DEAD_REPLY = _IO('r', 5),
	BR_TRANSACTION_COMPLETE = _IO('r', 6),
	BR_INCREFS = _IOR('r', 7, struct binder_ptr_cookie),
	BR_ACQUIRE = _IOR('r', 8, struct binder_ptr_cookie),
	BR_RELEASE = _IOR('r', 9, struct binder_ptr_cookie),
	BR_DECREFS = _IOR('r', 10, struct binder_ptr_cookie),
	BR_ATTEMPT_ACQUIRE = _IOR('r', 11, struct binder_pri_ptr_cookie),
	BR_NOOP = _IO('r', 12),
	BR_SPAWN_LOOPER = _IO('r', 13),
	BR_FINISHED = _IO('r', 14),
	BR_DEAD_BINDER = _IOR('r', 15, binder_uintptr_t),
	BR_CLEAR_DEATH_NOTIFICATION_DONE = _IOR('r', 16, binder_uintptr_t),
	BR_FAILED_REPLY = _IO('r', 17),
	BR_FROZEN_REPLY = _IO('r', 18),
	BR_ONEWAY_SPAM_SUSPECT = _IO('r', 19),
	BR_TRANSACTION_PENDING_FROZEN = _IO('r', 20),
	BR_FROZEN_BINDER = _IOR('r', 21, struct binder_frozen_state_info),
	BR_CLEAR_FREEZE_NOTIFICATION_DONE = _IOR('r', 22, binder_uintptr_t),
};

enum binder_driver_command_protocol {
	BC_TRANSACTION = _IOW('c', 0, struct binder_transaction_data),
	BC_REPLY = _IOW('c', 1, struct binder_transaction_data),
	BC_ACQUIRE_RESULT = _IOW('c', 2, __s32),
	BC_FREE_BUFFER = _IOW('c', 3, binder_uintptr_t),
	BC_INCREFS = _IOW('c', 4, __u32),
	BC_ACQUIRE = _IOW('c', 5, __u32),
	BC_RELEASE = _IOW('c', 6, __u32),
	BC_DECREFS = _IOW('c', 7, __u32),
	BC_INCREFS_DONE = _IOW('c', 8, struct binder_ptr_cookie),
	BC_ACQUIRE_DONE = _IOW('c', 9, struct binder_ptr_cookie),
	BC_ATTEMPT_ACQUIRE = _IOW('c', 10, struct binder_pri_desc),
	BC_REGISTER_LOOPER = _IO('c', 11),
	BC_ENTER_LOOPER = _IO('c', 12),
	BC_EXIT_LOOPER = _IO('c', 13),
	BC_REQUEST_DEATH_NOTIFICATION = _IOW('c', 14, struct binder_handle_cookie),
	BC_CLEAR_DEATH_NOTIFICATION = _IOW('c', 15, struct binder_handle_cookie),
	BC_DEAD_BINDER_DONE = _IOW('c', 16, binder_uintptr_t),
	BC_TRANSACTION_SG = _IOW('c', 17, struct binder_transaction_data_sg),
	BC_REPLY_SG = _IOW('c', 18, struct binder_transaction_data_sg),
	BC_REQUEST_FREEZE_NOTIFICATION = _IOW('c', 19, struct binder_handle_cookie),
	BC_CLEAR_FREEZE_NOTIFICATION = _IOW('c', 20, struct binder_handle_cookie),
	BC_FREEZE_NOTIFICATION_DONE = _IOW('c', 21, binder_uintptr_t),
};

#ifdef __cplusplus
#define BINDER_UAPI_ASSERT(cond) static_assert(cond, #cond)
#else
#define BINDER_UAPI_ASSERT(cond) _Static_assert(cond, #cond)
#endif

BINDER_UAPI_ASSERT(sizeof(struct flat_binder_object) == 24);
BINDER_UAPI_ASSERT(sizeof(struct binder_fd_object) == 24);
BINDER_UAPI_ASSERT(sizeof(struct binder_buffer_object) == 40);
BINDER_UAPI_ASSERT(sizeof(struct binder_fd_array_object) == 32);
BINDER_UAPI_ASSERT(sizeof(struct binder_write_read) == 48);
BINDER_UAPI_ASSERT(sizeof(struct binder_node_debug_info) == 24);
BINDER_UAPI_ASSERT(sizeof(struct binder_node_info_for_ref) == 24);
BINDER_UAPI_ASSERT(sizeof(struct binder_freeze_info) == 12);
BINDER_UAPI_ASSERT(sizeof(struct binder_frozen_status_info) == 12);
BINDER_UAPI_ASSERT(sizeof(struct binder_frozen_state_info) == 16);
BINDER_UAPI_ASSERT(sizeof(struct binder_extended_error) == 12);
BINDER_UAPI_ASSERT(sizeof(struct binder_transaction_data) == 64);
BINDER_UAPI_ASSERT(sizeof(struct binder_transaction_data_secctx) == 72);
BINDER_UAPI_ASSERT(sizeof(struct binder_transaction_data_sg) == 72);
BINDER_UAPI_ASSERT(sizeof(struct binder_handle_cookie) == 12);
BINDER_UAPI_ASSERT(BINDER_WRITE_READ == 0xc0306201);
BINDER_UAPI_ASSERT(BC_TRANSACTION == 0x40406300);
BINDER_UAPI_ASSERT((__u32)BR_TRANSACTION_SEC_CTX == 0x80487202);
BINDER_UAPI_ASSERT(BINDER_TYPE_BINDER == 0x73622a85 && BINDER_TYPE_FDA == 0x66646185);

#endif /* HIDEGLUE_UAPI_BINDER_H */
