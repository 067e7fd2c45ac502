/* SPDX-License-Identifier: MIT */
/*
 * server.c - offers a library of books under the name "demo.ILibrary/default"
 *
 * What a method is given is borrowed: a book is copied to be kept, and copied again to be
 * handed out.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <android/binder_ibinder.h>
#include <hideglue/aidl_support.h>
#include <hideglue/manager.h>
#include <hideglue/process.h>

#include "demo/Book.h"
#include "demo/Card.h"
#include "demo/ILibrary.h"

#define MAX_BOOKS 100

/* Guarded by the lock, as methods run on any binder thread. The newest book comes last. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static demo_Book books[MAX_BOOKS];
static int32_t n_books;

static AStatus *illegal(const char *why)
{
	return AStatus_fromExceptionCodeWithMessage(EX_ILLEGAL_ARGUMENT, why);
}

static AStatus *no_such_book(void)
{
	return AStatus_fromServiceSpecificErrorWithMessage(demo_ILibrary_ERROR_NO_SUCH_BOOK,
							   "there is no such book");
}

static demo_Book *find_locked(const char *title)
{
	for (int32_t i = 0; i < n_books; i++) {
		if (!strcmp(books[i].title, title))
			return &books[i];
	}
	return NULL;
}

static bool has_tag(const demo_Book *book, const char *tag)
{
	for (int32_t i = 0; i < book->tags.length; i++) {
		if (!strcmp(book->tags.data[i], tag))
			return true;
	}
	return false;
}

static AStatus *add_locked(const demo_Book *book)
{
	binder_status_t r;

	if (book->title[0] == '\0')
		return illegal("a book needs a title");
	if (find_locked(book->title))
		return illegal("there is a book of this title");
	if (n_books == MAX_BOOKS)
		return AStatus_fromExceptionCodeWithMessage(EX_ILLEGAL_STATE,
							    "the shelves are full");

	r = demo_Book_copy(&books[n_books], book);
	if (r == STATUS_OK)
		n_books++;
	return AStatus_fromStatus(r);
}

static AStatus *add(demo_ILibrary_impl *self, const demo_Book *book)
{
	AStatus *status;

	pthread_mutex_lock(&lock);
	status = add_locked(book);
	pthread_mutex_unlock(&lock);
	return status;
}

/* A nullable value is handed out by pointer: NULL, or from malloc. */
static AStatus *find(demo_ILibrary_impl *self, const char *title, demo_Book **ret)
{
	binder_status_t r = STATUS_OK;
	const demo_Book *book;

	pthread_mutex_lock(&lock);
	book = find_locked(title);
	if (book) {
		*ret = calloc(1, sizeof(**ret));
		r = *ret ? demo_Book_copy(*ret, book) : STATUS_NO_MEMORY;
	}
	pthread_mutex_unlock(&lock);
	return AStatus_fromStatus(r);
}

static AStatus *search(demo_ILibrary_impl *self, const char *tag, demo_Book_Array *ret)
{
	binder_status_t r;
	int32_t n = 0;

	pthread_mutex_lock(&lock);
	for (int32_t i = 0; i < n_books; i++)
		n += !tag || has_tag(&books[i], tag);
	r = demo_Book_Array_alloc(ret, n);
	n = 0;
	for (int32_t i = 0; i < n_books && r == STATUS_OK; i++) {
		if (!tag || has_tag(&books[i], tag))
			r = demo_Book_copy(&ret->data[n++], &books[i]);
	}
	pthread_mutex_unlock(&lock);
	return AStatus_fromStatus(r);
}

/* An out array arrives with the length asked for, and leaves with as many elements. */
static AStatus *titles(demo_ILibrary_impl *self, aidl_StringArray *titles, int32_t *ret)
{
	binder_status_t r = STATUS_OK;

	pthread_mutex_lock(&lock);
	for (int32_t i = 0; i < titles->length && r == STATUS_OK; i++)
		r = aidl_String_copy(&titles->data[i], i < n_books ? books[i].title : "");
	*ret = n_books;
	pthread_mutex_unlock(&lock);
	return AStatus_fromStatus(r);
}

static AStatus *newest(demo_ILibrary_impl *self, demo_Book *book)
{
	AStatus *status;

	pthread_mutex_lock(&lock);
	if (n_books)
		status = AStatus_fromStatus(demo_Book_copy(book, &books[n_books - 1]));
	else
		status = no_such_book();
	pthread_mutex_unlock(&lock);
	return status;
}

static AStatus *rate(demo_ILibrary_impl *self, const char *title, int32_t stars)
{
	demo_Book *book;

	if (stars < 1 || stars > demo_Book_MAX_STARS)
		return illegal("one to five stars");

	pthread_mutex_lock(&lock);
	book = find_locked(title);
	if (book)
		book->stars[stars - 1]++;
	pthread_mutex_unlock(&lock);
	return book ? NULL : no_such_book();
}

static AStatus *lend_locked(const char *title, demo_Card *card)
{
	const demo_Book *book = find_locked(title);
	demo_Book *lent;

	if (!book)
		return no_such_book();
	if (!book->lendable)
		return AStatus_fromServiceSpecificErrorWithMessage(
			demo_ILibrary_ERROR_NOT_LENDABLE, "this book stays in the house");
	if (card->lent.length >= MAX_BOOKS)
		return illegal("the card is full");

	lent = realloc(card->lent.data, sizeof(*lent) * ((size_t)card->lent.length + 1));
	if (!lent)
		return AStatus_fromStatus(STATUS_NO_MEMORY);
	card->lent.data = lent;
	lent += card->lent.length++;
	memset(lent, 0, sizeof(*lent));
	card->lentInAll++;
	return AStatus_fromStatus(demo_Book_copy(lent, book));
}

/* An inout value arrives as the caller had it; the caller's is replaced on success only. */
static AStatus *lend(demo_ILibrary_impl *self, const char *title, demo_Card *card)
{
	AStatus *status;

	pthread_mutex_lock(&lock);
	status = lend_locked(title, card);
	pthread_mutex_unlock(&lock);
	return status;
}

static AStatus *hours(demo_ILibrary_impl *self, int32_t ret[7][2])
{
	static const int32_t all[7][2] = {
		{ 0, 0 }, { 9, 18 }, { 9, 18 }, { 9, 20 }, { 9, 18 }, { 10, 16 }, { 0, 0 },
	};

	memcpy(ret, all, sizeof(all));
	return NULL;
}

static const demo_ILibrary_ops ops = {
	.add = add,
	.find = find,
	.search = search,
	.titles = titles,
	.newest = newest,
	.rate = rate,
	.lend = lend,
	.hours = hours,
};

static demo_ILibrary_impl impl = { .ops = &ops };

int main(void)
{
	demo_ILibrary *library = demo_ILibrary_new(&impl);
	binder_exception_t exception;

	exception = AServiceManager_addService(demo_ILibrary_asBinder(library),
					       "demo.ILibrary/default");
	if (exception != EX_NONE) {
		fprintf(stderr, "server: cannot register demo.ILibrary/default: exception %d\n",
			(int)exception);
		return 1;
	}

	ABinderProcess_joinThreadPool();
	return 0;
}
