/* SPDX-License-Identifier: MIT */
/*
 * transport_thread.c - threads of peers that are processes, seen from the case
 */
#include "conform.h"

#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

void transport_interrupt(void *handle, pid_t pid, pid_t tid)
{
	syscall(SYS_tgkill, pid, tid, SIGUSR1);
}

bool transport_thread_in(pid_t pid, pid_t tid, long call)
{
	char name[64];
	long nr = -1;
	FILE *f;

	snprintf(name, sizeof(name), "/proc/%d/task/%d/syscall", pid, tid);
	f = fopen(name, "re");
	if (!f)
		return false;
	if (fscanf(f, "%ld", &nr) != 1)
		nr = -1;
	fclose(f);
	return nr == call;
}
