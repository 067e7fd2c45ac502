/* SPDX-License-Identifier: MIT */
package demo;

import demo.IListener;

/** Hands every message on to all who listen. */
interface INotifier {
    /**
     * Registers a listener under a name. It hears of everything until it unsubscribes or its
     * process ends. EX_ILLEGAL_STATE: the name is taken.
     */
    void subscribe(String name, IListener listener);

    /** Ends a subscription. EX_ILLEGAL_ARGUMENT: this listener has none. */
    void unsubscribe(IListener listener);

    /** The names of those who listen, in the order in which they came. */
    List<String> listeners();

    /** Tells all listeners. Returns before they have heard of it. */
    oneway void publish(String message);
}
