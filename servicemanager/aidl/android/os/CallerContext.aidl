// SPDX-License-Identifier: MIT
package android.os;

/** Who somebody else is, in a question that is asked for him. */
parcelable CallerContext {
    @utf8InCpp String sidName;
    int debugPid;
    int uid;
}
