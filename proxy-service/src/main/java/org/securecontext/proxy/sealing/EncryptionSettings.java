package org.securecontext.proxy.sealing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The keys that seal tokens.
 *
 * @param encryptionKeys {@code id:base64,…}: the first encrypts, all decrypt ({@code SCP_ENCRYPTION_KEYS}); when it is
 *     absent or blank, a key is made that lives as long as the process
 */
@ConfigurationProperties("scp.vault")
public record EncryptionSettings(@Nullable String encryptionKeys) {

    /** Without the keys. */
    @Override
    public String toString() {
        return "EncryptionSettings[redacted]";
    }
}
