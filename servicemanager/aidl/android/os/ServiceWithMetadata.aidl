// SPDX-License-Identifier: MIT
package android.os;

/** A service, and whether a client may keep it. */
parcelable ServiceWithMetadata {
    @nullable IBinder service;
    boolean isLazyService;
}
