package org.securecontext.proxy.vault;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Shard;
import org.securecontext.proxy.identity.SessionId;

/** Mints session ids (UUIDv4 from a {@link java.security.SecureRandom}, RFC 9562 §5.4). */
final class SessionIds {

    private SessionIds() {}

    /** A new id; one of this shard when it is given, for which about 16 are tried. */
    static SessionId mint(@Nullable Shard shard) {
        SessionId id = next();
        while (shard != null && !id.shard().equals(shard)) {
            id = next();
        }
        return id;
    }

    private static SessionId next() {
        return new SessionId(UUID.randomUUID().toString());
    }
}
