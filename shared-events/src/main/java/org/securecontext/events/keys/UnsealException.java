package org.securecontext.events.keys;

/** A sealed value that cannot be opened here. */
public final class UnsealException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    UnsealException(Reason reason) {
        super(
                reason == Reason.KEY_MISSING
                        ? "The key that sealed this value is not in SCP_ENCRYPTION_KEYS"
                        : "The sealed value or its context was changed");
        this.reason = reason;
    }

    /** Why it cannot be opened. */
    public Reason reason() {
        return reason;
    }

    /** The two ways in which opening fails. */
    public enum Reason {
        /** The ring does not hold the key id. */
        KEY_MISSING,
        /** The authentication tag does not fit: flipped bits, another key under the same id, or another context. */
        TAMPERED
    }
}
