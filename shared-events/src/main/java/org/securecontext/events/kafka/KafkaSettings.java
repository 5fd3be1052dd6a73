package org.securecontext.events.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The connection to Kafka, from {@code SCP_KAFKA_*}. Empty texts mean unset.
 *
 * @param bootstrapServers {@code SCP_KAFKA_BOOTSTRAP_SERVERS}: {@code host:port,…}; default {@code localhost:9092}
 * @param securityProtocol {@code SCP_KAFKA_SECURITY_PROTOCOL}: PLAINTEXT (default), SSL, SASL_PLAINTEXT or SASL_SSL
 * @param sasl user and mechanism, needed with a SASL protocol
 * @param tls certificates, all optional
 * @param topics how topics are created and checked
 */
@ConfigurationProperties("scp.kafka")
public record KafkaSettings(
        @DefaultValue("localhost:9092") String bootstrapServers,
        @DefaultValue("PLAINTEXT") String securityProtocol,
        @DefaultValue SaslSettings sasl,
        @DefaultValue TlsSettings tls,
        @DefaultValue TopicSettings topics) {

    private static final Pattern SERVER = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\s:\\[\\]]+):[0-9]{1,5}");

    /** Settings for a broker without authentication, with all else at its default. */
    public static KafkaSettings plaintext(String bootstrapServers) {
        return new KafkaSettings(
                bootstrapServers,
                SecurityProtocol.PLAINTEXT.name(),
                SaslSettings.none(),
                TlsSettings.none(),
                TopicSettings.defaults());
    }

    /**
     * The properties that every client (admin, producer, consumer) shares; mutable, made anew by each call.
     *
     * @throws InvalidConfiguration naming each variable whose value cannot be used
     */
    public Map<String, Object> clientProperties() {
        List<String> problems = new ArrayList<>();
        Map<String, Object> properties = new HashMap<>();
        addServers(properties, problems);
        SecurityProtocol protocol = protocol(problems);
        if (protocol != null) {
            properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol.name);
            boolean sasl = protocol == SecurityProtocol.SASL_SSL || protocol == SecurityProtocol.SASL_PLAINTEXT;
            if (sasl) {
                properties.put(SaslConfigs.SASL_MECHANISM, this.sasl.mechanism());
                properties.put(SaslConfigs.SASL_JAAS_CONFIG, this.sasl.loginModule(problems));
            }
            if (protocol == SecurityProtocol.SSL || protocol == SecurityProtocol.SASL_SSL) {
                addTls(properties, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
        return properties;
    }

    private void addServers(Map<String, Object> properties, List<String> problems) {
        List<String> servers = new ArrayList<>();
        for (String server : bootstrapServers.split(",", -1)) {
            if (SERVER.matcher(server.trim()).matches()) {
                servers.add(server.trim());
            } else {
                problems.add("SCP_KAFKA_BOOTSTRAP_SERVERS takes host:port, separated by commas; '" + server.trim()
                        + "' is not of that form");
            }
        }
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
    }

    private @Nullable SecurityProtocol protocol(List<String> problems) {
        for (SecurityProtocol protocol : SecurityProtocol.values()) {
            if (protocol.name.equals(securityProtocol)) {
                return protocol;
            }
        }
        problems.add("SCP_KAFKA_SECURITY_PROTOCOL takes PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL, not '"
                + securityProtocol + "'");
        return null;
    }

    private void addTls(Map<String, Object> properties, List<String> problems) {
        if (isSet(tls.caFile())) {
            properties.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            properties.put(
                    SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
                    read("SCP_KAFKA_TLS_CA_FILE", tls.caFile(), problems));
        }
        if (isSet(tls.certificateFile()) != isSet(tls.keyFile())) {
            problems.add("SCP_KAFKA_TLS_CERTIFICATE_FILE and SCP_KAFKA_TLS_KEY_FILE belong together: set both or none");
        } else if (isSet(tls.certificateFile()) && isSet(tls.keyFile())) {
            properties.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
            properties.put(
                    SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
                    read("SCP_KAFKA_TLS_CERTIFICATE_FILE", tls.certificateFile(), problems));
            properties.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, read("SCP_KAFKA_TLS_KEY_FILE", tls.keyFile(), problems));
        }
    }

    static boolean isSet(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static String read(String variable, @Nullable String file, List<String> problems) {
        try {
            return Files.readString(Path.of(String.valueOf(file)));
        } catch (IOException e) {
            problems.add(variable + " takes the path of a readable PEM file, not '" + file + "'");
            return "";
        }
    }
}
