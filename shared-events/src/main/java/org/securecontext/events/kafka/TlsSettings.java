package org.securecontext.events.kafka;

import org.jspecify.annotations.Nullable;

/**
 * Paths of PEM files for TLS to Kafka; without them the JVM's own trust store decides.
 *
 * @param caFile {@code SCP_KAFKA_TLS_CA_FILE}: the certificates that are trusted
 * @param certificateFile {@code SCP_KAFKA_TLS_CERTIFICATE_FILE}: this client's chain, with mutual TLS
 * @param keyFile {@code SCP_KAFKA_TLS_KEY_FILE}: its private key (PKCS#8, not encrypted)
 */
public record TlsSettings(
        @Nullable String caFile,
        @Nullable String certificateFile,
        @Nullable String keyFile) {

    /** The JVM's trust store and no client certificate. */
    public static TlsSettings none() {
        return new TlsSettings(null, null, null);
    }
}
