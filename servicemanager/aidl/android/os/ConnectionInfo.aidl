// SPDX-License-Identifier: MIT
package android.os;

/** Where a service is on the network. */
parcelable ConnectionInfo {
    @utf8InCpp String ipAddress;
    int port;
}
