package dev.lastwatt.port;

import dev.lastwatt.core.guest.GuestState;

/** What came of asking a guest to stop or to start. */
public sealed interface ActionAnswer {

    /** The request was accepted; the state will change. */
    record Accepted() implements ActionAnswer {}

    /** Nothing was asked: the guest is already there, or on its way. */
    record Already(GuestState state) implements ActionAnswer {}

    /**
     * The request was refused and will be again, unless the cause goes away.
     *
     * @param cause the kind
     * @param detail for the journal: identifiers and codes, not localized text
     */
    record Refused(Cause cause, String detail) implements ActionAnswer {}

    /** It is not known whether the request was made: the hypervisor did not answer in time. */
    record Unanswered(String detail) implements ActionAnswer {}

    /** Why a request is refused. */
    enum Cause {
        /** The guest's state does not allow it. */
        WRONG_STATE,
        /** Another operation (backup, checkpoint, merge) is under way: may work later. */
        BUSY,
        /** No integration service obeys. */
        NO_SHUTDOWN_SERVICE,
        /** No room for the saved state. */
        NO_ROOM,
        /** The guest cannot be saved at all. */
        NOT_SAVABLE,
        /** There is no such guest any more. */
        GONE,
        /** Rights are missing. */
        DENIED,
        /** Anything else. */
        FAILED
    }
}
