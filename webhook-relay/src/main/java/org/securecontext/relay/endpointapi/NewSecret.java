package org.securecontext.relay.endpointapi;

import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.keys.Secret;

/** Signing secrets of Standard Webhooks: {@code whsec_} and 256 random bits. */
final class NewSecret {

    private static final SecureRandom RANDOM = new SecureRandom();

    private NewSecret() {}

    /** The given text, or a new secret when there is none. */
    static Secret orMinted(@Nullable String given) {
        if (given != null && !given.isBlank()) {
            return new Secret(given);
        }
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new Secret("whsec_" + Base64.getEncoder().encodeToString(bytes));
    }
}
