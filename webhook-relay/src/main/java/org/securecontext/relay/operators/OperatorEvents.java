package org.securecontext.relay.operators;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.securecontext.events.Topics;
import org.securecontext.relay.api.KafkaAnswer;
import org.securecontext.relay.records.RecordWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes what operators do to {@code scp.operator-events}, as CloudEvents in binary mode, key = subject. An event is written
 * before what it tells is done, so that nothing is done without evidence; what then fails leaves an event that came to
 * nothing.
 */
@Component
public final class OperatorEvents {

    private static final Logger log = LoggerFactory.getLogger(OperatorEvents.class);
    private static final String TYPE = "org.securecontext.webhook.";
    private static final URI SOURCE = URI.create("/webhook-relay");

    private final RecordWriter writer;
    private final ObjectMapper json;
    private final Clock clock;

    OperatorEvents(RecordWriter writer, ObjectMapper json, Clock clock) {
        this.writer = writer;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Writes an event and waits for Kafka.
     *
     * @param type what follows {@code org.securecontext.webhook.}, such as {@code endpoint_changed}
     * @param subject the id of what is changed
     * @param facts what else is told; never a secret
     * @throws org.apache.kafka.common.KafkaException when Kafka does not take it within 10 s
     */
    public void append(String type, String subject, Operator operator, Map<String, ?> facts) {
        Map<String, Object> data = new LinkedHashMap<>(facts);
        data.put("operator", "admin");
        data.put("through", operator.through());
        data.put("ip_address", operator.address());
        CloudEvent event = CloudEventBuilder.v1()
                .withId(UUID.randomUUID().toString())
                .withType(TYPE + type)
                .withSource(SOURCE)
                .withSubject(subject)
                .withTime(clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC))
                .withData("application/json", bytes(data))
                .build();
        KafkaAnswer.await(writer.write(
                KafkaMessageFactory.createWriter(Topics.OPERATOR_EVENTS, subject.getBytes(StandardCharsets.UTF_8))
                        .writeBinary(event)));
        log.atInfo()
                .addKeyValue("eventId", event.getId())
                .addKeyValue("type", event.getType())
                .addKeyValue("subject", subject)
                .addKeyValue("address", operator.address())
                .log("Operator acted");
    }

    private byte[] bytes(Map<String, Object> data) {
        try {
            return json.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain values are always JSON", e);
        }
    }
}
