/* SPDX-License-Identifier: MIT */
package demo;

/** Greets people. */
interface IHello {
    /**
     * Returns a greeting for somebody.
     * Answers EX_ILLEGAL_ARGUMENT where the name is empty.
     */
    String greet(String name);
}
