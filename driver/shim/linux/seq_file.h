/* SPDX-License-Identifier: MIT */
/*
 * seq_file.h - text that grows in memory; what does not fit into memory, or is over its limit, is
 * cut off
 */
#ifndef SHIM_LINUX_SEQ_FILE_H
#define SHIM_LINUX_SEQ_FILE_H

#include <linux/kernel.h>

struct seq_file {
	char *buf;	/* NUL-terminated once anything was printed; shim_seq_free() */
	size_t count;
	size_t size;
	size_t limit;	/* nothing is added to as much; 0: none */
};

void seq_printf(struct seq_file *m, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void seq_puts(struct seq_file *m, const char *s);
void shim_seq_free(struct seq_file *m);

#endif /* SHIM_LINUX_SEQ_FILE_H */
