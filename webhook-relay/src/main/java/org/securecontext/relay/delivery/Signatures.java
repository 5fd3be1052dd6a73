package org.securecontext.relay.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.securecontext.events.keys.Secret;

/** The two signatures of a webhook: that of Standard Webhooks, and {@code X-SCP-Signature} as SCP receivers know it. */
public final class Signatures {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";

    /** One for each thread: finding the provider costs as much as the digest of a short body. */
    private static final ThreadLocal<Mac> MACS = ThreadLocal.withInitial(Signatures::newMac);

    private Signatures() {}

    /**
     * The {@code webhook-signature} header (Standard Webhooks, "Signature scheme"): {@code v1,} and the base64 HMAC-SHA256
     * of {@code id.timestamp.body} for each secret, separated by spaces.
     *
     * @param timestamp seconds since 1970
     */
    public static String standard(List<Secret> secrets, String id, long timestamp, byte[] body) {
        byte[] prefix = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        StringJoiner signatures = new StringJoiner(" ");
        for (Secret secret : secrets) {
            signatures.add("v1," + Base64.getEncoder().encodeToString(mac(standardKey(secret), prefix, body)));
        }
        return signatures.toString();
    }

    /** The {@code X-SCP-Signature} header: {@code sha256=} and the hex HMAC-SHA256 of the body, key = UTF-8 of the secret. */
    public static String legacy(Secret secret, byte[] body) {
        byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
        return "sha256=" + HexFormat.of().formatHex(mac(key, new byte[0], body));
    }

    /** What is wrong with a secret as a signing key: after {@code whsec_} stands base64. */
    public static boolean isUsable(Secret secret) {
        try {
            return standardKey(secret).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] standardKey(Secret secret) {
        String text = secret.reveal();
        return text.startsWith(PREFIX)
                ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
                : text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mac(byte[] key, byte[] prefix, byte[] body) {
        try {
            Mac mac = MACS.get();
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(prefix);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    private static Mac newMac() {
        try {
            return Mac.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    private static IllegalStateException unusable(GeneralSecurityException cause) {
        return new IllegalStateException("HmacSHA256 is not usable on this JVM", cause);
    }
}
