// SPDX-License-Identifier: MIT
package android.os;

/** A name and the process that added it, as that was then. */
parcelable ServiceDebugInfo {
    @utf8InCpp String name;
    int debugPid;
}
