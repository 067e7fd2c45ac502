/* SPDX-License-Identifier: MIT */
package demo;

import demo.Book;

/** A reader's library card: the service writes on it what its owner has lent. */
parcelable Card {
    String owner;
    int lentInAll;
    Book[] lent;
}
