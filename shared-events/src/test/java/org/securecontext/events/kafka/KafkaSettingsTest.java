package org.securecontext.events.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecontext.events.Topics;
import org.securecontext.events.configuration.InvalidConfiguration;

class KafkaSettingsTest {

    @Test
    void eachWrongValueIsNamedByItsVariable() {
        // Given
        KafkaSettings settings =
                new KafkaSettings("broker-1", "TLS", SaslSettings.none(), TlsSettings.none(), TopicSettings.defaults());

        // When, Then
        assertThatThrownBy(settings::clientProperties)
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        refused -> assertThat(refused.problems())
                                .containsExactly(
                                        "SCP_KAFKA_BOOTSTRAP_SERVERS takes host:port, separated by commas; 'broker-1' is not"
                                                + " of that form",
                                        "SCP_KAFKA_SECURITY_PROTOCOL takes PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL, not"
                                                + " 'TLS'"));
    }

    @Test
    void saslWithoutAPasswordIsRefused() {
        // Given
        KafkaSettings settings = new KafkaSettings(
                "broker:9093",
                "SASL_SSL",
                new SaslSettings("GSSAPI", "relay", ""),
                TlsSettings.none(),
                TopicSettings.defaults());

        // When, Then
        assertThatThrownBy(settings::clientProperties)
                .hasMessageContaining("SCP_KAFKA_SASL_MECHANISM")
                .hasMessageContaining("SCP_KAFKA_SASL_PASSWORD");
    }

    @Test
    void aPasswordWithQuotesStaysOneValueAndIsNeverPrinted(@TempDir Path directory) throws IOException {
        // Given
        Path ca = Files.writeString(directory.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----");
        KafkaSettings settings = new KafkaSettings(
                "[::1]:9093, broker:9093",
                "SASL_SSL",
                new SaslSettings("SCRAM-SHA-256", "relay", "a\"b\\c"),
                new TlsSettings(ca.toString(), "", null),
                TopicSettings.defaults());

        // When
        Map<String, Object> properties = settings.clientProperties();

        // Then
        assertThat(properties)
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"relay\""
                                + " password=\"a\\\"b\\\\c\";")
                .containsEntry("ssl.truststore.type", "PEM")
                .doesNotContainKey("ssl.keystore.type");
        assertThat(settings.toString()).doesNotContain("a\"b");
    }

    @Test
    void aCertificateNeedsItsKey() {
        // Given
        KafkaSettings settings = new KafkaSettings(
                "broker:9093",
                "SSL",
                SaslSettings.none(),
                new TlsSettings(null, "client.pem", null),
                TopicSettings.defaults());

        // When, Then
        assertThatThrownBy(settings::clientProperties).hasMessageContaining("SCP_KAFKA_TLS_KEY_FILE");
    }

    @Test
    void productionAsksForThreeReplicasOfWhichTwoAreInSync() {
        // When
        TopicPlan plan = TopicPlan.of(TopicSettings.defaults(), true);

        // Then
        assertThat(plan.topics()).hasSize(7).allSatisfy(topic -> {
            assertThat(topic.replicationFactor()).isEqualTo((short) 3);
            assertThat(topic.configs())
                    .containsEntry("min.insync.replicas", "2")
                    .containsEntry("message.timestamp.type", "LogAppendTime")
                    .containsEntry("unclean.leader.election.enable", "false");
        });
        assertThat(plan.only(Topics.TOKEN_EVENTS).topics()).singleElement().satisfies(topic -> {
            assertThat(topic.numPartitions()).isEqualTo(16);
            assertThat(topic.configs()).containsEntry("retention.ms", "2592000000");
        });
    }
}
