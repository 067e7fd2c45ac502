/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * daemon.h - what hideglue-driverd and its clients say to each other
 *
 * A client holds SOCK_SEQPACKET connections to the daemon's socket; one message
 * is one packet. The first connection of a process sends HGD_OPEN, every further
 * one HGD_JOIN with the secret that OPEN gave. Each connection is one binder
 * thread. With every message to the daemon comes the sender's pid and user id,
 * attested by the kernel (SO_PASSCRED): SCM_CREDENTIALS with the current effective
 * uid where the sender gives it; where it gives nothing, its real uid, which any
 * process may claim. So only who is effectively another than really needs to say.
 *
 * A connection has one request under way at a time, answered by one HGD_ANSWER
 * with the same serial. Before the answer the daemon may send HGD_TAKE_FILES,
 * HGD_CLOSE_FILES and HGD_ARENA; HGD_NOTICE may come at any time between
 * requests. HGD_CANCEL ends a wait early: the answer then says -EINTR, or is the
 * one that was on its way already. So an answer is never lost nor mistaken.
 *
 * Memory. The client reserves address space for the receive arena and names it in
 * HGD_OPEN; the BR_ stream carries addresses in that range and is never rewritten.
 * Payloads are handed over with the command that names them: each struct
 * hgd_region says which addresses of the client it stands for and where the bytes
 * are, in the message or in the send arena. Other addresses are EFAULT.
 *
 * Types 128 to 159 are kept for the introduction of two processes to each other
 * (direct calls past the daemon).
 *
 * All numbers are in native byte order: both ends are on one machine.
 */
#ifndef HIDEGLUE_UAPI_DAEMON_H
#define HIDEGLUE_UAPI_DAEMON_H

#include <linux/types.h>

#define HGD_MAGIC		0x6467		/* "gd" */
#define HGD_VERSION		1

/* Where the daemon listens: below $XDG_RUNTIME_DIR, else in /tmp/hideglue-UID; the system's own. */
#define HGD_SOCKET_NAME		"hideglue/binder.sock"
#define HGD_SOCKET_FALLBACK	"/tmp/hideglue-%u/binder.sock"
#define HGD_SOCKET_SYSTEM	"/run/hideglue/binder.sock"

#define HGD_MESSAGE_MAX		(96 * 1024)	/* bytes in one message */
#define HGD_READ_MAX		(16 * 1024)	/* bytes of BR_ stream in one answer */
#define HGD_REGIONS_MAX		256		/* regions in one message */
#define HGD_FILES_MAX		253		/* descriptors in one message: SCM_MAX_FD */
#define HGD_FILES_AHEAD_MAX	1024		/* descriptors handed over for one request */
#define HGD_INLINE_MAX		4096		/* a larger payload belongs in the send arena */
#define HGD_IOCTL_MAX		256		/* bytes of ioctl argument */
#define HGD_SECRET_SIZE		16

enum hgd_type {
	/* client to daemon */
	/* struct hgd_open; ANSWER + struct hgd_opened, both arenas as descriptors */
	HGD_OPEN		= 1,
	HGD_JOIN		= 2,	/* struct hgd_join; ANSWER */
	HGD_WRITE_READ		= 3,	/* struct hgd_write_read; ANSWER + BR_ stream */
	HGD_IOCTL		= 4,	/* struct hgd_ioctl; ANSWER + argument */
	/* header with the serial of the request under way; no answer of its own */
	HGD_CANCEL		= 5,
	/* struct hgd_files: more descriptors for the next WRITE_READ; no answer */
	HGD_FILES		= 6,
	/* struct hgd_files: numbers of TAKE_FILES, or result < 0; no answer */
	HGD_FILES_TAKEN		= 7,
	/*
	 * header: send NOTICE from now on; ANSWER with result 1 where there is work now, and then
	 * the NOTICE follows, else 0
	 */
	HGD_POLL		= 8,
	/* header: ANSWER + text; the daemon's own user and root only */
	HGD_DEBUG		= 9,
	/* header: the receive arena of HGD_ARENA is mapped; no answer */
	HGD_ARENA_TAKEN		= 10,
	/* struct hgd_map; ANSWER + struct hgd_mapped, the receive arena as a descriptor */
	HGD_MAP			= 11,
	HGD_UNMAP		= 12,	/* header: the receive arena is gone for good; ANSWER */
	/* header: every thread of the process comes back from its wait; ANSWER */
	HGD_FLUSH		= 13,

	/* daemon to client */
	HGD_ANSWER		= 64,	/* struct hgd_answer, payload */
	/* struct hgd_answer, result = count, with that many descriptors */
	HGD_TAKE_FILES		= 65,
	/* struct hgd_answer, result = count, that many s32 to close */
	HGD_CLOSE_FILES		= 66,
	HGD_NOTICE		= 67,	/* struct hgd_answer: this thread has work to read */
	/* struct hgd_answer, a fresh receive arena to map over the old one */
	HGD_ARENA		= 68,
};

/** struct hgd_header - begins every message; this layout is the same in all versions */
struct hgd_header {
	__u16 magic;
	__u8 version;
	__u8 type;		/* enum hgd_type */
	__u32 length;		/* of the whole message */
	__u32 serial;		/* of the request; answers repeat it */
	__u32 flags;		/* HGD_LAZY_COMPLETE ... of a request, 0 elsewhere */
};

/* Flags of HGD_WRITE_READ. */
/* NOOP and TRANSACTION_COMPLETE alone do not end the read */
#define HGD_LAZY_COMPLETE	0x1
#define HGD_NONBLOCK		0x2	/* the read answers EAGAIN instead of waiting */

/* Flags of HGD_ANSWER. */
/* BR_SPAWN_LOOPER replaces the first word of a resumed read buffer */
#define HGD_SPAWN_AT_START	0x1

struct hgd_open {
	struct hgd_header header;
	__u64 map_base;		/* page aligned, reserved in the client */
	__u64 map_size;		/* 0: no receive arena */
	__u64 send_size;	/* wanted */
};

struct hgd_opened {
	__u64 map_size;		/* of the receive arena, at most what was asked */
	__u64 send_size;
	__u8 secret[HGD_SECRET_SIZE];
};

/** struct hgd_map - a receive arena for a process that opened without one */
struct hgd_map {
	struct hgd_header header;
	__u64 map_base;		/* page aligned, reserved in the client */
	__u64 map_size;		/* more than 0 */
};

struct hgd_mapped {
	__u64 map_size;		/* of the receive arena, at most what was asked */
};

struct hgd_join {
	struct hgd_header header;
	__u8 secret[HGD_SECRET_SIZE];
};

#define HGD_REGION_INLINE	(~0ULL)

/** struct hgd_region - bytes that the commands of a message may name */
struct hgd_region {
	__u64 address;		/* in the client */
	__u64 size;
	/* offset in the send arena; HGD_REGION_INLINE: in the message, in order */
	__u64 place;
};

/**
 * struct hgd_write_read - BINDER_WRITE_READ
 * Followed by the regions, the numbers of the descriptors that come with the message (s32), the
 * command stream from write_consumed on, and the inline payloads, each without padding.
 */
struct hgd_write_read {
	struct hgd_header header;
	__u64 write_buffer;	/* client address of the first command byte sent */
	__u64 read_buffer;	/* client address */
	__u32 write_size;	/* bytes of command stream in this message */
	__u32 read_size;	/* whole read buffer, at most HGD_READ_MAX counts */
	__u32 read_consumed;	/* at entry */
	__u16 n_regions;
	__u16 n_files;
};

struct hgd_ioctl {
	struct hgd_header header;
	__u32 cmd;
	__u32 size;		/* bytes of argument that follow */
};

struct hgd_files {
	struct hgd_header header;
	__s32 result;		/* FILES_TAKEN: 0 or -errno */
	__u32 n_files;		/* numbers (s32) that follow */
};

struct hgd_answer {
	struct hgd_header header;
	__s32 result;		/* 0 or -errno; a count in TAKE_FILES and CLOSE_FILES */
	__u32 write_consumed;	/* bytes of this message's command stream */
	/* as in binder_write_read; the stream from its value at entry follows */
	__u32 read_consumed;
	__u32 reserved;
};

#define HGD_ASSERT_SIZE(type, size) \
	_Static_assert(sizeof(type) == (size), #type " has another size on this machine")
HGD_ASSERT_SIZE(struct hgd_header, 16);
HGD_ASSERT_SIZE(struct hgd_open, 40);
HGD_ASSERT_SIZE(struct hgd_opened, 32);
HGD_ASSERT_SIZE(struct hgd_map, 32);
HGD_ASSERT_SIZE(struct hgd_mapped, 8);
HGD_ASSERT_SIZE(struct hgd_join, 32);
HGD_ASSERT_SIZE(struct hgd_region, 24);
HGD_ASSERT_SIZE(struct hgd_write_read, 48);
HGD_ASSERT_SIZE(struct hgd_ioctl, 24);
HGD_ASSERT_SIZE(struct hgd_files, 24);
HGD_ASSERT_SIZE(struct hgd_answer, 32);
#undef HGD_ASSERT_SIZE

#endif /* HIDEGLUE_UAPI_DAEMON_H */
