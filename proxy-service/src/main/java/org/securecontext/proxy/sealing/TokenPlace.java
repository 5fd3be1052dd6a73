package org.securecontext.proxy.sealing;

import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.identity.SessionId;

/** Where a token is stored; bound to the ciphertext, so that it opens nowhere else. */
public record TokenPlace(SessionId sessionId, Field field, ProviderName provider, AgentId owner) {

    /** The place of a session's access token. */
    public static TokenPlace access(SessionId sessionId, ProviderName provider, AgentId owner) {
        return new TokenPlace(sessionId, Field.ACCESS, provider, owner);
    }

    /** The place of a session's refresh token. */
    public static TokenPlace refresh(SessionId sessionId, ProviderName provider, AgentId owner) {
        return new TokenPlace(sessionId, Field.REFRESH, provider, owner);
    }

    String[] context() {
        return new String[] {sessionId.value(), field.name(), provider.value(), owner.value()};
    }

    /** Which of a session's tokens. */
    public enum Field {
        /** The access token. */
        ACCESS,
        /** The refresh token. */
        REFRESH
    }
}
