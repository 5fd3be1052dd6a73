package org.securecontext.proxy.redis;

/** Redis cannot be reached, did not answer in time, or refused the command. It is not known whether it was run. */
public final class StorageUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A failure of the command of this name. */
    public StorageUnavailable(String command, Throwable cause) {
        super("Redis failed at " + command, cause);
    }
}
