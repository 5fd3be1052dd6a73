package org.securecontext.localstack.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/** The keys of one stack, made at its first start and kept in {@code credentials.json}. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Credentials(
        String agentId,
        String agentKey,
        String otherAgentKey,
        String adminKey,
        String webhookSecret,
        String encryptionKeys,
        String providerClientSecret) {

    static final String FILE = "credentials.json";

    private static final int KEY_BYTES = 32;
    private static final ObjectMapper JSON = new ObjectMapper();

    Credentials {
        Objects.requireNonNull(agentId, "agent_id");
        Objects.requireNonNull(agentKey, "agent_key");
        Objects.requireNonNull(otherAgentKey, "other_agent_key");
        Objects.requireNonNull(adminKey, "admin_key");
        Objects.requireNonNull(webhookSecret, "webhook_secret");
        Objects.requireNonNull(encryptionKeys, "encryption_keys");
        Objects.requireNonNull(providerClientSecret, "provider_client_secret");
    }

    static Credentials in(StackDirectory directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            Credentials made = generate();
            directory.writePrivately(FILE, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(made) + "\n");
        }
        try {
            return JSON.readValue(file.toFile(), Credentials.class);
        } catch (JsonProcessingException e) {
            throw new StackProblem(file + " is damaged: mend it, or begin anew with --clean", e);
        }
    }

    /** As it stands in an agents file: the key itself is configured nowhere. */
    static String hash(String key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return "sha256:" + HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    @Override
    public String toString() {
        return "Credentials[agentId=" + agentId + ", redacted]";
    }

    private static Credentials generate() {
        SecureRandom random = new SecureRandom();
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        Base64.Encoder plain = Base64.getEncoder();
        return new Credentials(
                "demo-agent",
                "scp_" + url.encodeToString(bytes(random)),
                "scp_" + url.encodeToString(bytes(random)),
                "scp_" + url.encodeToString(bytes(random)),
                "whsec_" + plain.encodeToString(bytes(random)),
                "local:" + plain.encodeToString(bytes(random)),
                url.encodeToString(bytes(random)));
    }

    private static byte[] bytes(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
