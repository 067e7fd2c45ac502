package guard;

import guard.Envelope;

/** A service of another process that asks who calls. */
@SensitiveData
interface IGuard {
    /** Opens the envelope: answers one with the same content, whose file starts with "seen". */
    Envelope open(in Envelope envelope);

    /** Passes on what it does not look at. */
    void forward(inout Envelope envelope);

    /** From now on the user uid has the permission. */
    void permit(int uid);

    @EnforcePermission("guard.ENTER")
    String enter(out String[] names);

    @EnforcePermission("guard.ENTER")
    oneway void knock();

    int knocks();
}
