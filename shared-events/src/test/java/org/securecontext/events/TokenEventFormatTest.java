package org.securecontext.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenEventFormatTest {

    @ParameterizedTest
    @EnumSource(EventType.class)
    void eventComesBackFromAKafkaRecordAsItWas(EventType type) {
        // Given
        TokenEvent event = TestEvents.anEvent(type, "{\"a\":1}");

        // When
        TokenEvent read = TokenEventFormat.fromCloudEvent(throughKafka(TokenEventFormat.toCloudEvent(event)));

        // Then
        assertThat(read).usingRecursiveComparison().isEqualTo(event);
    }

    @Test
    void binaryModeShowsAttributesAsHeaders() {
        // When
        ProducerRecord<String, byte[]> message =
                written(TokenEventFormat.toCloudEvent(TestEvents.anEvent(EventType.TOKEN_CREATED, "{}")));

        // Then
        assertThat(header(message, "ce_id"))
                .isEqualTo("token_created_11111111-1111-4111-8111-111111111111_1700000000000-0");
        assertThat(header(message, "ce_type")).isEqualTo("org.securecontext.token.created");
        assertThat(header(message, "ce_sequence")).isEqualTo("42");
        assertThat(header(message, "ce_agentid")).isEqualTo("agent-1");
        assertThat(header(message, "ce_time")).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(header(message, "content-type")).isEqualTo("application/json");
    }

    @Test
    void unknownTypeIsRefused() {
        // Given
        CloudEvent foreign = CloudEventBuilder.v1(
                        TokenEventFormat.toCloudEvent(TestEvents.anEvent(EventType.TOKEN_CREATED, "{}")))
                .withType("com.example.other")
                .build();

        // Then
        assertThatThrownBy(() -> TokenEventFormat.fromCloudEvent(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown event type com.example.other");
    }

    @Test
    void missingSequenceIsRefused() {
        // Given
        CloudEvent incomplete = CloudEventBuilder.v1(
                        TokenEventFormat.toCloudEvent(TestEvents.anEvent(EventType.TOKEN_CREATED, "{}")))
                .withoutExtension("sequence")
                .build();

        // Then
        assertThatThrownBy(() -> TokenEventFormat.fromCloudEvent(incomplete)).hasMessage("The event has no sequence");
    }

    private static CloudEvent throughKafka(CloudEvent event) {
        ProducerRecord<String, byte[]> sent = written(event);
        ConsumerRecord<String, byte[]> received =
                new ConsumerRecord<>(Topics.TOKEN_EVENTS, 0, 0, sent.key(), sent.value());
        sent.headers().forEach(received.headers()::add);
        MessageReader reader = KafkaMessageFactory.createReader(received);
        return reader.toEvent();
    }

    private static ProducerRecord<String, byte[]> written(CloudEvent event) {
        return KafkaMessageFactory.<String>createWriter(Topics.TOKEN_EVENTS, 0, TestEvents.SESSION)
                .writeBinary(event);
    }

    private static String header(ProducerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
