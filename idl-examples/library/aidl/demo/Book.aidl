/* SPDX-License-Identifier: MIT */
package demo;

import demo.Author;

/** One book, with a default for everything but its title. */
parcelable Book {
    enum Genre { NOVEL = 1, POETRY, SCIENCE }

    /** How the library has it: exactly one of these. */
    union Holding {
        /** Where it stands. */
        Shelf shelf;
        /** Where it can be read. */
        String url;
        /** The years in which it can be had as microfilm. */
        int[] microfilmYears;
    }

    /** A place in the house. */
    parcelable Shelf {
        int floor = 1;
        char row = 'A';
    }

    const int MAX_STARS = 5;

    String title;
    @nullable String subtitle;
    Author author;
    Genre genre = Genre.NOVEL;
    List<String> tags;
    Holding holding;
    /** How often it got one to five stars. */
    int[5] stars = {0, 0, 0, 0, 0};
    boolean lendable = true;
}
