/* SPDX-License-Identifier: MIT */
package demo;

import demo.Book;
import demo.Card;

/** A library of structured data. */
interface ILibrary {
    /** Service-specific errors. */
    const int ERROR_NO_SUCH_BOOK = 1;
    const int ERROR_NOT_LENDABLE = 2;

    /** Takes a book in. EX_ILLEGAL_ARGUMENT: it has no title, or there is one of that title. */
    void add(in Book book);

    /** The book of a title, or null. */
    @nullable Book find(String title);

    /** Everything that carries a tag, all there is where tag is null. */
    List<Book> search(@nullable String tag);

    /** Titles and the number of books; as many titles as the caller made room for. */
    int titles(out String[] titles);

    /** The newest book, put in place of whatever was there. ERROR_NO_SUCH_BOOK: none. */
    void newest(out Book book);

    /** Gives one to five stars. */
    void rate(String title, int stars);

    /** Lends a book: it is written on the card. */
    void lend(String title, inout Card card);

    /** Opening and closing hour of every day, Monday first. */
    int[7][2] hours();
}
