// SPDX-License-Identifier: MIT
package android.os;

/** Told by the service manager when a name is added. */
oneway interface IServiceCallback {
    void onRegistration(@utf8InCpp String name, IBinder binder);
}
