/* SPDX-License-Identifier: MIT */
package test;

import test.ICallback;

/** What the integration tests ask of another process. */
interface IPeer {
    /** Service-specific error of refuse(). */
    const int ERROR_REFUSED = 42;

    int pid();

    /* Data out and back. */
    String echo(String text);
    byte[] echoBytes(in byte[] data);
    long[] echoLongs(in long[] data);
    @nullable IBinder echoBinder(@nullable IBinder binder);
    void refuse();
    byte[] zeros(int count);

    /* Objects. */
    IBinder object();
    IBinder[] make(int count);
    void keep(in IBinder[] objects);
    /** Gives up what keep() kept. */
    void forget();

    /* Calls. */
    int callBack(ICallback callback, int times);
    /** Calls chain[at].route(chain, at + 1), and adds 1 to the answer; 0 past the end. */
    int route(in IPeer[] chain, int at);
    oneway void note(int number, in byte[] ballast);
    int notes();
    /** Occupies the thread that takes one-way calls until unblock(). */
    oneway void block();
    void unblock();

    /* Ends. */
    /** Never answers. */
    void hang();
    /** Ends the process in the middle of the call. */
    void crash();

    /* Deaths, as this process sees them. */
    void watch(IBinder object);
    int watched();
    int died();
    int unlinked();
    /** Whether some link was told more than once of its death or of its end. */
    boolean toldTwice();
}
