package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
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
        return all;
    }

    KafkaProcess kafka() {
        return kafka;
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

    String body(String id, String more) {
        return "{\"id\":\"" + id + "\",\"url\":\"" + receiver.url() + "\",\"headers\":{\"X-Endpoint\":\"" + id + "\"}"
                + (more.isEmpty() ? "" : "," + more) + "}";
    }

    void awaitArrived(String endpoint, String event) {
        await().atMost(SOON).until(() -> !arrivals(endpoint, event).isEmpty());
    }

    List<Receiver.Webhook> arrivals(String endpoint, String event) {
        return receiver.received().stream()
                .filter(webhook -> webhook.id().equals(event) && endpoint.equals(webhook.header("x-endpoint")))
                .toList();
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
