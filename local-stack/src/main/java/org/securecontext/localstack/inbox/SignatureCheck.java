package org.securecontext.localstack.inbox;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.keys.Secret;

/** Checks the signatures of a webhook as a careful receiver would: Standard Webhooks, and the older hex header. */
final class SignatureCheck {

    private static final String PREFIX = "whsec_";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Secret secret;
    private final Clock clock;

    SignatureCheck(Secret secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /** True when there is a signature, and each that is there is right. Header names are lower case. */
    boolean isValid(Map<String, String> headers, byte[] body) {
        String standard = headers.get("webhook-signature");
        String legacy = headers.get("x-scp-signature");
        if (standard == null && legacy == null) {
            return false;
        }
        return (standard == null || standardIsValid(standard, headers, body))
                && (legacy == null || legacyIsValid(legacy, body));
    }

    private boolean standardIsValid(String signatures, Map<String, String> headers, byte[] body) {
        String id = headers.get("webhook-id");
        String timestamp = headers.get("webhook-timestamp");
        if (id == null || !isRecent(timestamp)) {
            return false;
        }
        byte[] start = utf8(id + "." + timestamp + ".");
        String expected = "v1," + Base64.getEncoder().encodeToString(hmac(standardKey(), start, body));
        return Stream.of(signatures.split(" ")).anyMatch(each -> same(each, expected));
    }

    private boolean legacyIsValid(String signature, byte[] body) {
        return same(signature, "sha256=" + HexFormat.of().formatHex(hmac(utf8(secret.reveal()), body)));
    }

    private boolean isRecent(@Nullable String timestamp) {
        if (timestamp == null || !timestamp.matches("\\d{1,12}")) {
            return false;
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(sent, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
    }

    private byte[] standardKey() {
        String text = secret.reveal();
        return text.startsWith(PREFIX) ? Base64.getDecoder().decode(text.substring(PREFIX.length())) : utf8(text);
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(utf8(one), utf8(other));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
