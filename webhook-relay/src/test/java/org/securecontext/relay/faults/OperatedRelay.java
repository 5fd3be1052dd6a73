package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.securecontext.events.Topics;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.TestBackends;

/** A broker, a relay with an admin and a receiver, which all tests of the operator API share; each has its own endpoints. */
final class OperatedRelay implements ExtensionContext.Store.CloseableResource {

    static final Duration SOON = Duration.ofSeconds(30);

    private static final String KEYS = "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private final KafkaProcess kafka = KafkaProcess.start(KafkaOptions.in(TestBackends.newDirectory("kafka")));
    private final Receiver receiver = new Receiver();
    private final RelayProcess relay = RelayProcess.launch(kafka.bootstrapServers(), environment());
    private final OperatorClient operator = new OperatorClient(relay);
    private final EventSource source;
    private final KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());

    private OperatedRelay() {
        relay.awaitReady();
        source = new EventSource(kafka.bootstrapServers());
    }

    /** The environment of a relay that operators use, and whose webhooks go to loopback alone. */
    static Map<String, String> environment() {
        Map<String, String> all = new HashMap<>();
        all.put("SCP_ADMIN_KEY", OperatorClient.KEY);
        all.put("SCP_ENCRYPTION_KEYS", KEYS);
        all.put("SCP_WEBHOOK_ALLOW_PRIVATE", "false");
        all.put("SCP_WEBHOOK_ALLOWED_CIDRS", "127.0.0.0/8");
        all.put("SCP_DELIVERIES_RECENTATTEMPTS", "160");
        return all;
    }

    RelayProcess relay() {
        return relay;
    }

    Receiver receiver() {
        return receiver;
    }

    OperatorClient operator() {
        return operator;
    }

    EventSource source() {
        return source;
    }

    /** Makes an endpoint whose webhooks bear its id in {@code X-Endpoint}; {@code more} is JSON without braces. */
    OperatorClient.Reply create(String id, String more) {
        return operator.post("/endpoints", body(id, more));
    }

    /** The same where it is not the creation that is tested. */
    void given(String id, String more) {
        assertThat(givenSecret(id, more)).isNotEmpty();
    }

    /** The same; the endpoint's secret. */
    String givenSecret(String id, String more) {
        OperatorClient.Reply reply = create(id, more);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data().path("secret").asText();
    }

    /** The same with another receiver. */
    void given(String id, String url, String more) {
        OperatorClient.Reply reply = operator.post("/endpoints", body(id, url, more));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
    }

    /** A second relay of the same group, which is not waited for. */
    RelayProcess another(Map<String, String> more) {
        Map<String, String> all = environment();
        all.putAll(more);
        return RelayProcess.launch(kafka.bootstrapServers(), all);
    }

    private String body(String id, String more) {
        return body(id, receiver.url(), more);
    }

    private static String body(String id, String url, String more) {
        return "{\"id\":\"" + id + "\",\"url\":\"" + url + "\",\"headers\":{\"X-Endpoint\":\"" + id + "\"}"
                + (more.isEmpty() ? "" : "," + more) + "}";
    }

    /** Deletes all endpoints, so that the next test has its own alone. */
    void deleteEndpoints() {
        operator.get("/endpoints")
                .data()
                .path("endpoints")
                .forEach(endpoint -> assertThat(operator.call(
                                        "DELETE",
                                        "/endpoints/" + endpoint.path("id").asText(),
                                        null,
                                        OperatorClient.KEY)
                                .status())
                        .isEqualTo(200));
    }

    void awaitArrived(String endpoint, String event) {
        await().atMost(SOON).until(() -> !arrivals(endpoint, event).isEmpty());
    }

    List<Receiver.Webhook> arrivals(String endpoint, String event) {
        return receiver.received().stream()
                .filter(webhook -> webhook.id().equals(event) && endpoint.equals(webhook.header("x-endpoint")))
                .toList();
    }

    /** A dead letter of this endpoint that an operator has discarded. */
    String discardALetter(String endpoint) {
        long unused = source.writeRaw(7, null, Map.of());
        String open = "/dead-letters?state=open&endpoint=" + endpoint;
        await().atMost(SOON).until(() -> operator.get(open).data().path("total").asInt() > 0);
        String id = operator.get(open)
                .data()
                .path("dead_letters")
                .path(0)
                .path("id")
                .asText();
        OperatorClient.Reply discarded = operator.post("/dead-letters/" + id + "/discard", "{\"reason\":\"no event\"}");
        assertThat(discarded.status()).isEqualTo(200);
        return id;
    }

    String stateOfLetter(String id) {
        return operator.get("/dead-letters/" + id)
                .data()
                .path("dead_letter")
                .path("state")
                .asText();
    }

    /** What retention does: the events of a partition before this time are gone. */
    void deleteEventsBefore(Instant time, int number) throws ExecutionException, InterruptedException {
        TopicPartition partition = new TopicPartition(Topics.TOKEN_EVENTS, number);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            long offset = admin.listOffsets(Map.of(partition, OffsetSpec.forTimestamp(time.toEpochMilli())))
                    .partitionResult(partition)
                    .get()
                    .offset();
            var unused = admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    /** The values in partition 0 of a topic as texts. */
    synchronized List<String> recordsOf(String topic) {
        List<String> texts = new ArrayList<>();
        TopicPartition partition = new TopicPartition(topic, 0);
        long end = endOf(topic);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        while (consumer.position(partition) < end) {
            consumer.poll(Duration.ofMillis(200))
                    .forEach(entry ->
                            texts.add(entry.value() == null ? "" : new String(entry.value(), StandardCharsets.UTF_8)));
        }
        return texts;
    }

    /** How many records partition 0 of a topic has had. */
    synchronized long endOf(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    @Override
    public void close() {
        consumer.close();
        source.close();
        relay.close();
        receiver.close();
        kafka.close();
    }

    /** Starts it before the first test that asks for it, and stops it after the last test of the run. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == OperatedRelay.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(OperatedRelay.class, key -> new OperatedRelay(), OperatedRelay.class);
        }
    }
}
