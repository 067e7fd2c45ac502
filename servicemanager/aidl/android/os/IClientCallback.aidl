// SPDX-License-Identifier: MIT
package android.os;

/** Told by the service manager when a service begins or ceases to have clients. */
oneway interface IClientCallback {
    void onClients(IBinder registered, boolean hasClients);
}
