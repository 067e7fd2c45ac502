/* SPDX-License-Identifier: MIT */
package test;

/** Called back by a peer, during a call or later. */
interface ICallback {
    int twice(int number);
}
