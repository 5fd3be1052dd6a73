package org.securecontext.proxy.sealing;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.securecontext.events.keys.KeyRing;
import org.securecontext.events.keys.Sealed;
import org.securecontext.events.keys.SealedBox;
import org.securecontext.events.keys.Secret;
import org.securecontext.events.keys.UnsealException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Seals tokens for the place where they are stored, and opens them only there. */
@Component
public class TokenCipher {

    private static final Logger log = LoggerFactory.getLogger(TokenCipher.class);
    private static final int KEY_BYTES = 32;

    private final KeyRing ring;
    private final SealedBox box;

    /** A cipher with the keys of {@code SCP_ENCRYPTION_KEYS}. */
    public TokenCipher(EncryptionSettings settings) {
        this.ring = ring(settings);
        this.box = new SealedBox(ring);
    }

    /** The stored form of a token. */
    public String seal(Secret token, TokenPlace place) {
        return box.seal(token.reveal(), place.context()).encoded();
    }

    /**
     * The token of a stored form.
     *
     * @throws UnsealException when its key is not in the ring, or the ciphertext does not belong to this place
     */
    public Secret open(String stored, TokenPlace place) {
        return new Secret(box.open(Sealed.decode(stored), place.context()));
    }

    /** Whether a stored form was made with the key that encrypts now. */
    public boolean isCurrent(String stored) {
        return stored.startsWith(ring.currentId() + ":");
    }

    /** Whether the ring holds the key of a stored form. */
    public boolean canOpen(String stored) {
        int colon = stored.indexOf(':');
        return colon > 0 && ring.has(stored.substring(0, colon));
    }

    private static KeyRing ring(EncryptionSettings settings) {
        String keys = settings.encryptionKeys();
        if (keys == null || keys.isBlank()) {
            log.atWarn().log("SCP_ENCRYPTION_KEYS is not set: tokens stored now cannot be read after a restart");
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            return KeyRing.parse("ephemeral:" + Base64.getEncoder().encodeToString(key));
        }
        try {
            return KeyRing.parse(keys);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfiguration(List.of("SCP_ENCRYPTION_KEYS: " + e.getMessage()));
        }
    }
}
