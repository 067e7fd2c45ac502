/* SPDX-License-Identifier: MIT */
package demo;

/**
 * Implemented by a client, called by the service. All of it is oneway: a listener that hangs
 * holds nobody up.
 */
oneway interface IListener {
    /** Somebody published this. */
    void onMessage(String message);

    /** The process of another listener has died. */
    void onListenerLost(String name);
}
