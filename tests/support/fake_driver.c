/* SPDX-License-Identifier: MIT */
/*
 * fake_driver.c - a driver that plays a script
 */
#include "fake_driver.h"

#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/process_state.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
#define MAX_REFUSALS 4

static struct fake_answer answers[64];
static size_t n_answers, next_answer;
static struct fake_command commands[256];
static size_t n_commands;
static uint32_t exchanges;
static bool hung_up;
static int interrupt_error;
static unsigned int interrupts;
static struct {
	unsigned int after;
	int error;
} refusals[MAX_REFUSALS];
static unsigned int n_refusals, next_refusal;
static unsigned int last_flags;
static int error_param, max_threads = -1;

/* Names of commands by their number, and payload sizes from the word itself. */
static const char *const names[] = {
	"TRANSACTION", "REPLY", "ACQUIRE_RESULT", "FREE_BUFFER", "INCREFS", "ACQUIRE", "RELEASE",
	"DECREFS", "INCREFS_DONE", "ACQUIRE_DONE", "ATTEMPT_ACQUIRE", "REGISTER_LOOPER",
	"ENTER_LOOPER", "EXIT_LOOPER", "REQUEST_DEATH", "CLEAR_DEATH", "DEAD_BINDER_DONE",
};

static size_t take_command(const uint8_t *at)
{
	struct fake_command *command = &commands[n_commands];
	size_t size;

	memset(command, 0, sizeof(*command));
	memcpy(&command->word, at, sizeof(command->word));
	size = _IOC_SIZE(command->word);
	memcpy(&command->tr, at + sizeof(command->word), size);
	command->exchange = exchanges;
	if (command->word == BC_TRANSACTION || command->word == BC_REPLY) {
		command->data_len = command->tr.data_size;
		memcpy(command->data, (const void *)(uintptr_t)command->tr.data.ptr.buffer,
		       command->data_len < sizeof(command->data) ? command->data_len :
								   sizeof(command->data));
	}
	n_commands++;
	return sizeof(command->word) + size;
}

static void take_write(struct binder_write_read *bwr)
{
	bool refusing = next_refusal < n_refusals;
	unsigned int left = refusing ? refusals[next_refusal].after : 0;

	if (bwr->write_consumed < bwr->write_size)
		exchanges++;
	while (bwr->write_consumed < bwr->write_size && (!refusing || left--))
		bwr->write_consumed += take_command((const uint8_t *)(uintptr_t)bwr->write_buffer +
						    bwr->write_consumed);
	pthread_cond_broadcast(&changed);
}

static int give_read(struct binder_write_read *bwr, unsigned int flags)
{
	last_flags = flags;
	while (next_answer == n_answers) {
		if (hung_up)
			return -ECONNRESET;
		if (flags & RT_DRIVER_NONBLOCK)
			return -EAGAIN;
		pthread_cond_wait(&changed, &lock);
	}
	memcpy((void *)(uintptr_t)bwr->read_buffer, answers[next_answer].bytes,
	       answers[next_answer].len);
	bwr->read_consumed = answers[next_answer++].len;
	return 0;
}

static int fake_write_read_flags(struct rt_driver *driver, struct binder_write_read *bwr,
				 unsigned int flags)
{
	int r = 0;

	pthread_mutex_lock(&lock);
	take_write(bwr);
	if (next_refusal < n_refusals)
		r = refusals[next_refusal++].error;
	if (r < 0) {
		/* nothing is read */
	} else if (interrupts) {
		interrupts--;
		r = interrupt_error;
	} else if (bwr->read_size) {
		r = give_read(bwr, flags);
	}
	pthread_mutex_unlock(&lock);
	return r;
}

static int fake_write_read(struct rt_driver *driver, struct binder_write_read *bwr)
{
	return fake_write_read_flags(driver, bwr, 0);
}

static int fake_ioctl(struct rt_driver *driver, unsigned long cmd, void *arg)
{
	struct binder_extended_error *error = arg;

	if (cmd == BINDER_GET_EXTENDED_ERROR)
		*error = (struct binder_extended_error){ 1, BR_FAILED_REPLY, error_param };
	else if (cmd == BINDER_SET_MAX_THREADS)
		max_threads = (int)*(uint32_t *)arg;
	return 0;
}

static int fake_poll_fd(struct rt_driver *driver)
{
	return 0;
}

static void fake_thread_exit(struct rt_driver *driver)
{
}

static const struct rt_driver_ops fake_ops = {
	.name = "fake",
	.write_read = fake_write_read,
	.write_read_flags = fake_write_read_flags,
	.ioctl = fake_ioctl,
	.poll_fd = fake_poll_fd,
	.thread_exit = fake_thread_exit,
	.close = fake_thread_exit,
};

void fake_use(void)
{
	static struct rt_driver driver = { .ops = &fake_ops, .where = "a script" };

	rt_process_adopt(&driver);
}

void fake_put(struct fake_answer *answer, uint32_t word, const void *payload, size_t size)
{
	memcpy(answer->bytes + answer->len, &word, sizeof(word));
	if (size)
		memcpy(answer->bytes + answer->len + sizeof(word), payload, size);
	answer->len += sizeof(word) + size;
}

void fake_put_node(struct fake_answer *answer, uint32_t word, const void *object)
{
	struct binder_ptr_cookie node = { (uintptr_t)object, (uintptr_t)object };

	fake_put(answer, word, &node, sizeof(node));
}

void fake_put_cookie(struct fake_answer *answer, uint32_t word, uint64_t cookie)
{
	fake_put(answer, word, &cookie, sizeof(cookie));
}

void fake_put_data(struct fake_answer *answer, uint32_t word, const void *object, uint32_t code,
		   uint32_t flags, const void *data, size_t size, const binder_size_t *offsets,
		   size_t n_offsets)
{
	struct binder_transaction_data tr = {
		.target.ptr = (uintptr_t)object,
		.cookie = (uintptr_t)object,
		.code = code,
		.flags = flags,
		.sender_pid = 4711,
		.sender_euid = 99,
		.data_size = size,
		.offsets_size = n_offsets * sizeof(*offsets),
		.data.ptr.buffer = (uintptr_t)data,
		.data.ptr.offsets = (uintptr_t)offsets,
	};

	fake_put(answer, word, &tr, sizeof(tr));
}

void fake_answer(const struct fake_answer *answer)
{
	pthread_mutex_lock(&lock);
	answers[n_answers++] = *answer;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
}

void fake_answer_words(uint32_t word, ...)
{
	struct fake_answer answer = { .len = 0 };
	va_list words;

	va_start(words, word);
	for (; word; word = va_arg(words, uint32_t))
		fake_put(&answer, word, NULL, 0);
	va_end(words);
	fake_answer(&answer);
}

void fake_hang_up(void)
{
	pthread_mutex_lock(&lock);
	hung_up = true;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
}

struct fake_command fake_command(size_t i)
{
	struct fake_command command = { .word = 0 };

	pthread_mutex_lock(&lock);
	if (i < n_commands)
		command = commands[i];
	pthread_mutex_unlock(&lock);
	return command;
}

bool fake_wait_commands(size_t n)
{
	struct timespec until;
	bool there;
	int r = 0;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 10;
	pthread_mutex_lock(&lock);
	while (n_commands < n && r != ETIMEDOUT)
		r = pthread_cond_timedwait(&changed, &lock, &until);
	there = n_commands >= n;
	pthread_mutex_unlock(&lock);
	return there;
}

const char *fake_text(void)
{
	static char text[8192];
	size_t i, len = 0;

	pthread_mutex_lock(&lock);
	text[0] = 0;
	for (i = 0; i < n_commands; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%s", !i ? "" :
					commands[i].exchange != commands[i - 1].exchange ? " | " :
											   " ",
					names[_IOC_NR(commands[i].word)]);
	pthread_mutex_unlock(&lock);
	return text;
}

void fake_interrupt(int error, unsigned int times)
{
	pthread_mutex_lock(&lock);
	interrupt_error = error;
	interrupts = times;
	pthread_mutex_unlock(&lock);
}

void fake_refuse(unsigned int n, int error)
{
	pthread_mutex_lock(&lock);
	if (n_refusals < MAX_REFUSALS) {
		refusals[n_refusals].after = n;
		refusals[n_refusals++].error = error;
	}
	pthread_mutex_unlock(&lock);
}

unsigned int fake_last_flags(void)
{
	unsigned int flags;

	pthread_mutex_lock(&lock);
	flags = last_flags;
	pthread_mutex_unlock(&lock);
	return flags;
}

void fake_set_error(int param)
{
	error_param = param;
}

int fake_max_threads(void)
{
	return max_threads;
}
