/* SPDX-License-Identifier: MIT */
/* tracepoint.h - tracepoints that nobody can turn on: an empty function each. */
#ifndef SHIM_LINUX_TRACEPOINT_H
#define SHIM_LINUX_TRACEPOINT_H

#define TP_PROTO(...) __VA_ARGS__
#define TP_ARGS(...) __VA_ARGS__

#define SHIM_TRACE(name, proto)                                                                    \
	_Pragma("GCC diagnostic push")                                                             \
	_Pragma("GCC diagnostic ignored \"-Wunused-parameter\"")                                   \
	static inline void trace_##name(proto)                                                     \
	{                                                                                          \
	}                                                                                          \
	_Pragma("GCC diagnostic pop")                                                              \
	struct shim_trace_##name

#define TRACE_EVENT(name, proto, ...) SHIM_TRACE(name, TP_PROTO(proto))
#define DECLARE_EVENT_CLASS(name, ...) struct shim_trace_class_##name
#define DEFINE_EVENT(template_, name, proto, ...) SHIM_TRACE(name, TP_PROTO(proto))

#endif /* SHIM_LINUX_TRACEPOINT_H */
