/* SPDX-License-Identifier: MIT */
package demo;

/** Who wrote a book. */
parcelable Author {
    String name = "unknown";
    /** Year of birth, 0 where nobody knows. */
    int born;
}
