package org.securecontext.events.kafka;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who the services are at Kafka.
 *
 * @param mechanism {@code SCP_KAFKA_SASL_MECHANISM}: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512 (default)
 * @param username {@code SCP_KAFKA_SASL_USERNAME}
 * @param password {@code SCP_KAFKA_SASL_PASSWORD}
 */
public record SaslSettings(
        @DefaultValue("SCRAM-SHA-512") String mechanism,
        @Nullable String username,
        @Nullable String password) {

    private static final Set<String> SCRAM = Set.of("SCRAM-SHA-256", "SCRAM-SHA-512");

    /** Nobody. */
    public static SaslSettings none() {
        return new SaslSettings("SCRAM-SHA-512", null, null);
    }

    String loginModule(List<String> problems) {
        String module = "org.apache.kafka.common.security.plain.PlainLoginModule";
        if (SCRAM.contains(mechanism)) {
            module = "org.apache.kafka.common.security.scram.ScramLoginModule";
        } else if (!mechanism.equals("PLAIN")) {
            problems.add(
                    "SCP_KAFKA_SASL_MECHANISM takes PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512, not '" + mechanism + "'");
        }
        if (!KafkaSettings.isSet(username) || !KafkaSettings.isSet(password)) {
            problems.add("SCP_KAFKA_SASL_USERNAME and SCP_KAFKA_SASL_PASSWORD are needed with this"
                    + " SCP_KAFKA_SECURITY_PROTOCOL");
        }
        return module + " required username=" + quoted(username) + " password=" + quoted(password) + ";";
    }

    private static String quoted(@Nullable String text) {
        return '"' + String.valueOf(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public String toString() {
        return "SaslSettings[mechanism=" + mechanism + ", username=" + username + ", password=[redacted]]";
    }
}
