/* SPDX-License-Identifier: MIT */
/*
 * client.c - gives books to the library, looks for them, rates and lends them
 *
 * Every value of a structured type starts with its _init (or as all zero bytes) and ends with
 * its _clear, whatever happened in between.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hideglue/aidl_support.h>
#include <hideglue/manager.h>

#include "demo/Book.h"
#include "demo/Card.h"
#include "demo/ILibrary.h"

static int n_failures;

static bool failed(const char *what, AStatus *status)
{
	char text[256];

	if (!status)
		return false;
	printf("%s: %s\n", what, aidl_describe(status, text, sizeof(text)));
	AStatus_delete(status);
	n_failures++;
	return true;
}

/* For a call that is meant to fail. */
static void expect_failure(const char *what, AStatus *status)
{
	if (failed(what, status)) {
		n_failures--;
	} else {
		printf("%s: unexpected success\n", what);
		n_failures++;
	}
}

/* Strings of a structured value are its own: it gets a copy. */
static void set_string(char **at, const char *value)
{
	if (aidl_String_copy(at, value) != STATUS_OK)
		abort();
}

static void set_tags(demo_Book *book, const char *first, const char *second)
{
	if (aidl_StringArray_alloc(&book->tags, 2) != STATUS_OK)
		abort();
	set_string(&book->tags.data[0], first);
	set_string(&book->tags.data[1], second);
}

static void print_book(const demo_Book *book)
{
	printf("  %s%s%s, by %s (%" PRId32 "), %s\n", book->title, book->subtitle ? ": " : "",
	       book->subtitle ? book->subtitle : "", book->author.name, book->author.born,
	       demo_Book_Genre_toString(book->genre));
}

static void give_books(demo_ILibrary *library)
{
	demo_Book_Shelf shelf;
	demo_Book book;

	/* A novel on a shelf: most fields keep what the .aidl file says. */
	demo_Book_init(&book);
	set_string(&book.title, "Middlemarch");
	set_string(&book.author.name, "George Eliot");
	book.author.born = 1819;
	set_tags(&book, "england", "marriage");
	demo_Book_Shelf_init(&shelf);
	shelf.row = 'E';
	demo_Book_Holding_set_shelf(&book.holding, &shelf);
	failed("add", demo_ILibrary_add(library, &book));
	demo_Book_clear(&book);

	/* Science, with a subtitle, to be read on the spot and elsewhere. */
	demo_Book_init(&book);
	set_string(&book.title, "Sketch of the Analytical Engine");
	set_string(&book.subtitle, "With Notes by the Translator");
	set_string(&book.author.name, "Ada Lovelace");
	book.author.born = 1815;
	book.genre = demo_Book_Genre_SCIENCE;
	book.lendable = false;
	set_tags(&book, "england", "machines");
	demo_Book_Holding_set_url(&book.holding, "https://example.com/notes");
	failed("add", demo_ILibrary_add(library, &book));
	expect_failure("add it again", demo_ILibrary_add(library, &book));
	demo_Book_clear(&book);

	demo_Book_init(&book);
	expect_failure("add a book without a title", demo_ILibrary_add(library, &book));
	demo_Book_clear(&book);
}

static void look_for_books(demo_ILibrary *library)
{
	demo_Book_Array found = { 0 };
	aidl_StringArray titles = { 0 };
	demo_Book *book = NULL;
	int32_t n_books;

	if (!failed("search", demo_ILibrary_search(library, "england", &found))) {
		printf("Tagged england: %" PRId32 "\n", found.length);
		for (int32_t i = 0; i < found.length; i++)
			print_book(&found.data[i]);
	}
	demo_Book_Array_clear(&found);
	if (!failed("search", demo_ILibrary_search(library, "machines", &found)))
		printf("Tagged machines: %" PRId32 "\n", found.length);
	demo_Book_Array_clear(&found);
	if (!failed("search", demo_ILibrary_search(library, NULL, &found)))
		printf("In all: %" PRId32 "\n", found.length);
	demo_Book_Array_clear(&found);

	/* The length of an out array is what the caller has room for. */
	titles.length = 1;
	if (!failed("titles", demo_ILibrary_titles(library, &titles, &n_books)))
		printf("The first title of %" PRId32 ": %s\n", n_books, titles.data[0]);
	aidl_StringArray_clear(&titles);

	/* A nullable answer: a pointer. */
	if (!failed("find", demo_ILibrary_find(library, "Ulysses", &book)))
		printf("Ulysses: %s\n", book ? "here" : "not here");
	if (!failed("find", demo_ILibrary_find(library, "Middlemarch", &book)) && book)
		print_book(book);
	if (book)
		demo_Book_clear(book);
	free(book);
}

/* A union is read through the getter of what it may hold. */
static void print_holding(const demo_Book *book)
{
	const demo_Book_Shelf *shelf;
	const aidl_Int32Array *years;
	const char *url;

	if (demo_Book_Holding_get_shelf(&book->holding, &shelf))
		printf("%s: floor %" PRId32 ", row %c\n", book->title, shelf->floor,
		       (char)shelf->row);
	else if (demo_Book_Holding_get_url(&book->holding, &url))
		printf("%s: %s\n", book->title, url);
	else if (demo_Book_Holding_get_microfilmYears(&book->holding, &years))
		printf("%s: %" PRId32 " microfilms\n", book->title, years->length);
}

static void rate_and_see(demo_ILibrary *library)
{
	demo_Book book = { 0 };

	failed("rate", demo_ILibrary_rate(library, "Middlemarch", 5));
	failed("rate", demo_ILibrary_rate(library, "Middlemarch", 5));
	failed("rate", demo_ILibrary_rate(library, "Sketch of the Analytical Engine", 4));
	expect_failure("six stars", demo_ILibrary_rate(library, "Middlemarch", 6));
	expect_failure("rate Ulysses", demo_ILibrary_rate(library, "Ulysses", 1));

	if (!failed("newest", demo_ILibrary_newest(library, &book))) {
		printf("The newest has 4 stars %" PRId32 " time(s)\n", book.stars[3]);
		print_holding(&book);
	}
	demo_Book_clear(&book);
}

static void lend_books(demo_ILibrary *library)
{
	demo_Card card;

	demo_Card_init(&card);
	set_string(&card.owner, "Dorothea");

	if (!failed("lend", demo_ILibrary_lend(library, "Middlemarch", &card)))
		print_holding(&card.lent.data[card.lent.length - 1]);
	expect_failure("lend the notes",
		       demo_ILibrary_lend(library, "Sketch of the Analytical Engine", &card));
	printf("%s has lent %" PRId32 " book(s)\n", card.owner, card.lentInAll);
	demo_Card_clear(&card);
}

static void print_hours(demo_ILibrary *library)
{
	static const char *const days[7] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	int32_t hours[7][2];

	if (failed("hours", demo_ILibrary_hours(library, hours)))
		return;
	for (int day = 0; day < 7; day++) {
		if (hours[day][0] == hours[day][1])
			printf("%s closed\n", days[day]);
		else
			printf("%s %" PRId32 " to %" PRId32 "\n", days[day], hours[day][0],
			       hours[day][1]);
	}
}

int main(void)
{
	demo_ILibrary *library;

	library = demo_ILibrary_fromBinder(AServiceManager_waitForService("demo.ILibrary/default"));
	if (!library) {
		fprintf(stderr, "client: demo.ILibrary/default is not to be had\n");
		return 1;
	}

	give_books(library);
	look_for_books(library);
	rate_and_see(library);
	lend_books(library);
	print_hours(library);

	demo_ILibrary_release(library);
	return n_failures ? 1 : 0;
}
