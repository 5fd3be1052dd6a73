package org.securecontext.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.securecontext.events.Shard;
import org.securecontext.events.Topics;
import org.securecontext.localstack.backends.FreePorts;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.ServiceOptions;
import org.securecontext.localstack.backends.ServiceProcess;

/** The packaged relay beside {@link BareClientLoop}, both to the same fast endpoint in turn. */
final class WebhookDelivery {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Lengths lengths;
    private final Report report;
    private final FastReceiver receiver;
    private final EventSource events;

    private WebhookDelivery(Lengths lengths, Report report, FastReceiver receiver, EventSource events) {
        this.lengths = lengths;
        this.report = report;
        this.receiver = receiver;
        this.events = events;
    }

    /** Deliveries a second against the bare loop, latency at half of that, processor time and memory. */
    static void measure(Lengths lengths, Report report) throws IOException {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "relay-");
        try (KafkaProcess kafka = KafkaProcess.start(
                        KafkaOptions.in(directory.resolve("kafka")).compiledFully());
                FastReceiver receiver = new FastReceiver()) {
            createTopic(kafka.bootstrapServers());
            try (EventSource events = new EventSource(kafka.bootstrapServers());
                    ServiceProcess relay = ServiceProcess.start(options(directory, kafka, receiver))) {
                WebhookDelivery delivery = new WebhookDelivery(lengths, report, receiver, events);
                double throughput = delivery.throughput(relay.pid());
                delivery.latencyAt(throughput / 2);
                double resident = ProcessUsage.peakResidentMebibytes(relay.pid());
                report.below("webhook-relay, largest resident set", resident, 384, "MiB");
                relay.kill();
                new HangingEndpoint(lengths, report, receiver, events)
                        .measure(options(directory, kafka, receiver), directory);
            }
        }
    }

    private double throughput(long relay) {
        System.out.printf("warm-up: relay %.0f/s%n", warmUp());
        double bare = bareLoop();
        Duration cpuBefore = ProcessUsage.cpu(relay);
        double rate = deliver(lengths.deliveries());
        double micros = ProcessUsage.cpu(relay).minus(cpuBefore).toNanos() / 1_000.0 / lengths.deliveries();
        report.figure("bare loop of the same client, requests/s", "%,.0f".formatted(bare));
        report.figure("relay, processor time per delivery", "%.0f µs".formatted(micros));
        report.atLeast("relay, deliveries", rate, 5_000, "/s");
        report.atLeast("relay to bare loop", 100 * rate / bare, 60, "%");
        return rate;
    }

    /** As long as the bare loop's, so that both are compiled; answers the last rate. */
    private double warmUp() {
        long end = System.nanoTime() + lengths.warmUp().toNanos();
        double rate = deliver(lengths.deliveries() / 2);
        while (System.nanoTime() < end) {
            rate = deliver(lengths.deliveries() / 2);
        }
        return rate;
    }

    /** Writes this many events and measures the middle eight tenths of their delivery. */
    private double deliver(int count) {
        long before = receiver.received();
        for (int number = 0; number < count; number++) {
            String unused = events.send();
        }
        events.flush();
        long skipped = Math.max(count / 10, receiver.received() - before);
        await(() -> receiver.received() - before >= skipped);
        long start = System.nanoTime();
        long first = receiver.received();
        await(() -> receiver.received() - before >= count * 9L / 10);
        double rate = (receiver.received() - first) * 1e9 / (System.nanoTime() - start);
        await(() -> receiver.received() - before >= count);
        return rate;
    }

    private double bareLoop() {
        try (JavaChild loop = JavaChild.start(BareClientLoop.class, receiver.address())) {
            System.out.printf("warm-up: bare loop %.0f/s%n", rateDuring(lengths.warmUp()));
            Duration cpuBefore = ProcessUsage.cpu(loop.pid());
            long before = receiver.received();
            double rate = rateDuring(lengths.round());
            double micros = ProcessUsage.cpu(loop.pid()).minus(cpuBefore).toNanos() / 1_000.0;
            report.figure(
                    "bare loop, processor time per request",
                    "%.0f µs".formatted(micros / (receiver.received() - before)));
            return rate;
        }
    }

    private double rateDuring(Duration duration) {
        long first = receiver.received();
        long start = System.nanoTime();
        OpenLoop.awaitNanoTime(start + duration.toNanos());
        return (receiver.received() - first) * 1e9 / (System.nanoTime() - start);
    }

    /** Below full load a lane rests between events: ways that nothing has compiled yet, so that they are warmed up first. */
    private void latencyAt(double rate) {
        LiveLatency latency = new LiveLatency(receiver, events);
        Histogram warmUp = latency.at(rate, (int) (rate * lengths.warmUp().toSeconds()));
        System.out.printf("warm-up: event to webhook, p99 %s ms%n", millis(warmUp, 99));
        Histogram micros = latency.at(rate, (int) (rate * lengths.round().toSeconds()));
        report.figure("event to webhook at %,.0f/s, p50".formatted(rate), millis(micros, 50) + " ms");
        report.below("event to webhook at half load, p99", micros.getValueAtPercentile(99) / 1_000.0, 50, "ms");
    }

    static String millis(Histogram micros, double percentile) {
        return "%.1f".formatted(micros.getValueAtPercentile(percentile) / 1_000.0);
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The relay does not deliver");
            }
            OpenLoop.awaitNanoTime(System.nanoTime() + 500_000);
        }
    }

    static ServiceOptions options(Path directory, KafkaProcess kafka, FastReceiver receiver) {
        int managementPort = FreePorts.next();
        return ServiceOptions.of("webhook-relay", managementPort, directory.resolve("relay"))
                .with(Map.of(
                        "JDK_JAVA_OPTIONS",
                        JavaChild.options(),
                        "SCP_ENVIRONMENT",
                        "development",
                        "SCP_LOG_FORMAT",
                        "ecs",
                        "SCP_PORT",
                        Integer.toString(FreePorts.next()),
                        "SCP_MANAGEMENT_PORT",
                        Integer.toString(managementPort),
                        "SCP_KAFKA_BOOTSTRAP_SERVERS",
                        kafka.bootstrapServers(),
                        "SCP_ENABLE_WEBHOOKS",
                        "true",
                        "SCP_WEBHOOK_URL",
                        receiver.address(),
                        "SCP_WEBHOOK_SECRET",
                        "benchmark-secret",
                        "SCP_WEBHOOK_ALLOW_PRIVATE",
                        "true"))
                .fullyCompiled();
    }

    static void createTopic(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            NewTopic topic = new NewTopic(Topics.TOKEN_EVENTS, Shard.COUNT, (short) 1)
                    .configs(Map.of("message.timestamp.type", "LogAppendTime"));
            Void unused = admin.createTopics(List.of(topic)).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("No topic", e);
        }
    }
}
