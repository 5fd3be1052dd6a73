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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEventFormatTest {

    @ParameterizedTest
    @EnumSource(EventType.class)
    void eventComesBackFromAKafkaRecordAsItWas(EventType type) {
        // Given
        TokenEvent event = TestEvents.anEvent(type, "{\"a\":1}");

        // When
        ProducerRecord<String, byte[]> message = written(TokenEventFormat.toCloudEvent(event));
        TokenEvent read = TokenEventAttributes.of(reader(message)).toEvent();
        TokenEvent converted = TokenEventFormat.fromCloudEvent(reader(message).toEvent());

        // Then
        assertThat(read).usingRecursiveComparison().isEqualTo(event);
        assertThat(converted).usingRecursiveComparison().isEqualTo(event);
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

    @ParameterizedTest
    @ValueSource(strings = {"id", "type", "source", "subject", "time", "shard", "sequence"})
    void recordWithoutARequiredHeaderIsRefused(String attribute) {
        // Given
        ProducerRecord<String, byte[]> message =
                written(TokenEventFormat.toCloudEvent(TestEvents.anEvent(EventType.TOKEN_CREATED, "{}")));

        // When
        message.headers().remove("ce_" + attribute);

        // Then
        assertThatThrownBy(() -> TokenEventAttributes.of(reader(message)).toEvent())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The event has no " + attribute);
    }

    @ParameterizedTest
    @CsvSource({
        "source, a b, The event's source is no URI",
        "time, yesterday, The event's time is no time",
        "shard, many, The event's shard is no number",
        "shard, 4294967296, 'A shard is 0 to 15, not 4294967296'",
        "sequence, last, The event's sequence is no number",
    })
    void recordWithAWrongHeaderIsRefusedWithoutItsText(String attribute, String value, String message) {
        // Given
        ProducerRecord<String, byte[]> wrong =
                written(TokenEventFormat.toCloudEvent(TestEvents.anEvent(EventType.TOKEN_CREATED, "{}")));

        // When
        wrong.headers().remove("ce_" + attribute).add("ce_" + attribute, value.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThatThrownBy(() -> TokenEventAttributes.of(reader(wrong)).toEvent())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static MessageReader reader(ProducerRecord<String, byte[]> sent) {
        ConsumerRecord<String, byte[]> received =
                new ConsumerRecord<>(Topics.TOKEN_EVENTS, 0, 0, sent.key(), sent.value());
        sent.headers().forEach(received.headers()::add);
        return KafkaMessageFactory.createReader(received);
    }

    private static ProducerRecord<String, byte[]> written(CloudEvent event) {
        return KafkaMessageFactory.<String>createWriter(Topics.TOKEN_EVENTS, 0, TestEvents.SESSION)
                .writeBinary(event);
    }

    private static String header(ProducerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
