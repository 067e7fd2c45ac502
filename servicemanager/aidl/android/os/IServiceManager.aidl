// SPDX-License-Identifier: MIT
package android.os;

import android.os.CallerContext;
import android.os.ConnectionInfo;
import android.os.IClientCallback;
import android.os.IServiceCallback;
import android.os.Service;
import android.os.ServiceDebugInfo;

/**
 * The name service behind handle 0.
 *
 * The order of the methods is the wire protocol: it is that of Android 16, whose clients can
 * use a service manager that speaks this. The ids are written out so that nobody moves them.
 * No method waits: who needs a name that is not there yet registers for notifications.
 */
interface IServiceManager {
    /** In which listings a service is shown; a caller of listServices asks for a mask of these. */
    const int DUMP_FLAG_PRIORITY_CRITICAL = 1 << 0;
    const int DUMP_FLAG_PRIORITY_HIGH = 1 << 1;
    const int DUMP_FLAG_PRIORITY_NORMAL = 1 << 2;
    /** For services that set no other priority. */
    const int DUMP_FLAG_PRIORITY_DEFAULT = 1 << 3;
    const int DUMP_FLAG_PRIORITY_ALL = 15;
    /** The service can dump itself in protocol buffer form. */
    const int DUMP_FLAG_PROTO = 1 << 4;
    /** The service ends when nobody uses it: clients must not keep it for later. */
    const int FLAG_IS_LAZY_SERVICE = 1 << 30;

    /** The object behind name; null where there is none or the caller may not find it. */
    @nullable IBinder getService(@utf8InCpp String name) = 0;

    /** As getService, with what else is known of the service. */
    Service getService2(@utf8InCpp String name) = 1;

    /** As getService, but never starts anything. */
    @nullable IBinder checkService(@utf8InCpp String name) = 2;

    /** As checkService, with what else is known of the service. */
    Service checkService2(@utf8InCpp String name) = 3;

    /**
     * Puts an object behind a name: 1 to 127 letters, digits and characters of "_-./". A name
     * that is taken is replaced. The name goes when the object's process dies.
     *
     * @param allowIsolated whether isolated callers may find it
     * @param dumpPriority DUMP_FLAG_ values
     */
    void addService(@utf8InCpp String name, IBinder service, boolean allowIsolated,
            int dumpPriority) = 4;

    /** The names whose dumpPriority meets the mask, sorted by their bytes. */
    @utf8InCpp String[] listServices(int dumpPriority) = 5;

    /** Has callback told each time the name is added; at once where it is there already. */
    void registerForNotifications(@utf8InCpp String name, IServiceCallback callback) = 6;

    /** Ends what registerForNotifications began. */
    void unregisterForNotifications(@utf8InCpp String name, IServiceCallback callback) = 7;

    /** Whether the name is declared: a service of that name is meant to exist on this machine. */
    boolean isDeclared(@utf8InCpp String name) = 8;

    /** The instances declared of an interface. */
    @utf8InCpp String[] getDeclaredInstances(@utf8InCpp String iface) = 9;

    /** The package that updates the named service; null where none does. */
    @nullable @utf8InCpp String updatableViaApex(@utf8InCpp String name) = 10;

    /** The names that the package updates. */
    @utf8InCpp String[] getUpdatableNames(@utf8InCpp String apexName) = 11;

    /** Where on the network the named service is; null where it is not on a network. */
    @nullable ConnectionInfo getConnectionInfo(@utf8InCpp String name) = 12;

    /** Has callback told when the service begins and ceases to have clients. */
    void registerClientCallback(@utf8InCpp String name, IBinder service,
            IClientCallback callback) = 13;

    /** Takes a name back, unless somebody uses the service. */
    void tryUnregisterService(@utf8InCpp String name, IBinder service) = 14;

    /** Every name with the process that added it. */
    ServiceDebugInfo[] getServiceDebugInfo() = 15;

    /**
     * Whether another caller would be let do something.
     *
     * @param permission "add", "find" or "list"
     */
    boolean checkServiceAccess(in CallerContext caller, @utf8InCpp String name,
            @utf8InCpp String permission) = 16;
}
