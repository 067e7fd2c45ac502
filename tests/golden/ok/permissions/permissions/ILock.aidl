package permissions;

/** What may be opened by whom. */
interface ILock {
    @EnforcePermission("home.OPEN")
    void open(String door);

    @EnforcePermission(anyOf={"home.OPEN", "home.LOOK"})
    boolean isOpen(String door);

    /** Changes all: a /* b. */
    @EnforcePermission(allOf={"home.OPEN", "home.OWN/*"})
    String[] change(in String[] locks, out int[] codes, inout long[] log);

    @EnforcePermission("home.OPEN")
    oneway void slam();

    @RequiresNoPermission
    int doors();

    @PermissionManuallyEnforced
    @PropagateAllowBlocking
    IBinder key(String door);

    /* All of it. */
    @EnforcePermission("*/home.OWN")
    interface ISafe {
        void open();
        int count();
    }
}
