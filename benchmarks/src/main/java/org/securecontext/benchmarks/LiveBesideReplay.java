package org.securecontext.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.ServiceOptions;
import org.securecontext.localstack.backends.ServiceProcess;

/** Latency of live deliveries while the same relay replays to the same endpoint, beside the latency without a replay. */
final class LiveBesideReplay {

    private static final double LIVE_RATE = 1_000;
    private static final int ROUNDS = 3;
    private static final int UNDER_WAY = 500;
    private static final int DIGITS = 3;
    private static final Pattern ID = Pattern.compile("\"id\":\"([a-z0-9-]+)\"");

    private final Lengths lengths;
    private final FastReceiver receiver;
    private final EventSource events;
    private final URI api;
    private final HttpClient http = HttpClient.newHttpClient();

    private LiveBesideReplay(Lengths lengths, FastReceiver receiver, EventSource events, URI api) {
        this.lengths = lengths;
        this.receiver = receiver;
        this.events = events;
        this.api = api;
    }

    /** The 99th percentile with and without a replay, in turn; over all rounds. */
    static void measure(Lengths lengths, Report report) throws IOException {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "replay-");
        try (KafkaProcess kafka = KafkaProcess.start(KafkaOptions.in(directory.resolve("kafka")));
                FastReceiver receiver = new FastReceiver()) {
            WebhookDelivery.createTopic(kafka.bootstrapServers());
            ServiceOptions options = WebhookDelivery.options(directory, kafka, receiver);
            URI api = URI.create("http://127.0.0.1:" + options.environment().get("SCP_PORT") + "/api/webhooks/replays");
            try (EventSource events = new EventSource(kafka.bootstrapServers());
                    ServiceProcess relay = ServiceProcess.start(options)) {
                new LiveBesideReplay(lengths, receiver, events, api).compare(report);
                double resident = ProcessUsage.peakResidentMebibytes(relay.pid());
                report.below("webhook-relay with replays, largest resident set", resident, 384, "MiB");
            }
        }
    }

    private void compare(Report report) throws IOException {
        Instant from = Instant.now();
        deliverBacklog();
        Instant to = Instant.now();
        Histogram warmUp = latency();
        String first = start(from, to);
        warmUp.add(latency());
        cancel(first);
        System.out.printf("warm-up: p99 %s ms%n", WebhookDelivery.millis(warmUp, 99));
        Histogram alone = new Histogram(DIGITS);
        Histogram beside = new Histogram(DIGITS);
        double replayed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Histogram without = latency();
            alone.add(without);
            String job = start(from, to);
            long before = receiver.received();
            long started = System.nanoTime();
            Histogram live = latency();
            replayed += (receiver.received() - before - live.getTotalCount()) * 1e9 / (System.nanoTime() - started);
            cancel(job);
            beside.add(live);
            System.out.printf(
                    "round %d: p99 %s ms without, %s ms beside a replay%n",
                    round + 1, WebhookDelivery.millis(without, 99), WebhookDelivery.millis(live, 99));
        }
        String rate = "live delivery at %,.0f/s ".formatted(LIVE_RATE);
        report.figure(rate + "without a replay, p99", WebhookDelivery.millis(alone, 99) + " ms");
        report.figure(
                rate + "beside a replay of %.0f/s, p99".formatted(replayed / ROUNDS),
                WebhookDelivery.millis(beside, 99) + " ms");
        double growth = 100.0 * beside.getValueAtPercentile(99) / alone.getValueAtPercentile(99) - 100;
        report.below("growth of that p99 by the replay", growth, 20, "%");
    }

    /** More than any replay of a round gets through at its default rate. */
    private void deliverBacklog() {
        long before = receiver.received();
        int count = (int) (lengths.round().toSeconds() * 1_000 + 10_000);
        for (int number = 0; number < count; number++) {
            String unused = events.send();
        }
        events.flush();
        WebhookDelivery.await(() -> receiver.received() - before >= count);
    }

    private Histogram latency() {
        return new LiveLatency(receiver, events)
                .at(LIVE_RATE, (int) (LIVE_RATE * lengths.round().toSeconds()));
    }

    /** Starts a replay and waits until it delivers. */
    private String start(Instant from, Instant to) throws IOException {
        long before = receiver.received();
        String answer = post(api, "{\"endpoint\":\"default\",\"from\":\"" + from + "\",\"to\":\"" + to + "\"}");
        Matcher id = ID.matcher(answer);
        if (!id.find()) {
            throw new IllegalStateException("No replay: " + answer);
        }
        WebhookDelivery.await(() -> receiver.received() - before >= UNDER_WAY);
        return id.group(1);
    }

    private void cancel(String job) throws IOException {
        String answer = post(URI.create(api + "/" + job + "/cancel"), "");
        if (!answer.contains("\"cancelled\"")) {
            throw new IllegalStateException("The replay did not last the round: " + answer);
        }
    }

    private String post(URI address, String body) throws IOException {
        try {
            return http.send(
                            HttpRequest.newBuilder(address)
                                    .timeout(Duration.ofSeconds(30))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
