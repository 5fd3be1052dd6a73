package org.securecontext.endtoend.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** The keys and secrets of one gateway under test; they follow from its seed. */
record Credentials(
        String agentKey,
        String adminKey,
        String clientSecret,
        String encryptionKey,
        String webhookSecret,
        String strangerKey) {

    private static final int BYTES = 32;

    static Credentials drawn(Random random) {
        return new Credentials(
                "scp_" + text(random),
                "scp_" + text(random),
                text(random),
                Base64.getEncoder().encodeToString(bytes(random)),
                text(random),
                "scp_" + text(random));
    }

    /** Every value, none of which may show anywhere. */
    List<String> all() {
        return List.of(agentKey, adminKey, clientSecret, encryptionKey, webhookSecret, strangerKey);
    }

    /** The agents file that knows the agent, and a stranger who owns nothing, by their keys' hashes. */
    String agentsFile(String agent) {
        return """
                agents:
                  - id: %s
                    display-name: Load agent
                    api-keys: ["sha256:%s"]
                  - id: stranger
                    display-name: Stranger
                    api-keys: ["sha256:%s"]
                """.formatted(agent, sha256(agentKey), sha256(strangerKey));
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(Random random) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random));
    }

    private static String sha256(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
