// SPDX-License-Identifier: MIT
package android.os;

import android.os.ServiceWithMetadata;

/** What a look-up finds. */
union Service {
    ServiceWithMetadata serviceWithMetadata;
    /** An android.os.IAccessor that connects to a service outside this machine's Binder. */
    @nullable IBinder accessor;
}
