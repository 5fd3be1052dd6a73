package org.securecontext.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.securecontext.localstack.backends.ServiceOptions;
import org.securecontext.localstack.backends.ServiceProcess;

/** What nineteen endpoints notice when the twentieth takes requests and does not answer. */
final class HangingEndpoint {

    private static final int GOOD = 19;
    private static final int ROUNDS = 3;
    private static final double RATE = 100;
    private static final int DIGITS = 3;

    private final Lengths lengths;
    private final Report report;
    private final FastReceiver receiver;
    private final EventSource events;

    HangingEndpoint(Lengths lengths, Report report, FastReceiver receiver, EventSource events) {
        this.lengths = lengths;
        this.report = report;
        this.receiver = receiver;
        this.events = events;
    }

    /**
     * Latency to the nineteen with the twentieth answering and hanging in turn. Each endpoint has a consumer of its own, so that
     * 2,000 deliveries to twenty cost more than to one: it is what leaves the processors time to spare.
     */
    void measure(ServiceOptions one, Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("endpoints.yaml"), endpoints());
        ServiceOptions options = one.with(Map.of(
                "SCP_ENABLE_WEBHOOKS",
                "false",
                "SCP_WEBHOOK_ENDPOINTS_FILE",
                file.toAbsolutePath().toString()));
        Histogram answering = new ConcurrentHistogram(DIGITS);
        Histogram hanging = new ConcurrentHistogram(DIGITS);
        try (ServiceProcess relay = ServiceProcess.start(options)) {
            round(RATE, lengths.warmUp(), new ConcurrentHistogram(DIGITS));
            for (int round = 0; round < ROUNDS; round++) {
                round(RATE, lengths.round(), answering);
                receiver.hang();
                round(RATE, lengths.round(), hanging);
                receiver.answerAgain();
                OpenLoop.awaitNanoTime(System.nanoTime() + Duration.ofSeconds(3).toNanos());
            }
            report.figure(
                    "20 endpoints, relay's largest resident set",
                    "%.0f MiB".formatted(ProcessUsage.peakResidentMebibytes(relay.pid())));
            relay.kill();
        }
        report.figure("20 endpoints at %,.0f/s each, p99".formatted(RATE), p99(answering));
        report.figure("the same while one of them hangs, p99 of the others", p99(hanging));
        double growth = 100.0 * hanging.getValueAtPercentile(99) / answering.getValueAtPercentile(99) - 100;
        report.below("growth of that p99 by the hanging one", growth, 10, "%");
    }

    private void round(double rate, Duration duration, Histogram micros) {
        int count = (int) (rate * duration.toMillis() / 1_000);
        Map<String, Long> sent = new ConcurrentHashMap<>();
        long before = receiver.received();
        receiver.onMessage(id -> {
            Long at = sent.get(id);
            if (at != null) {
                micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - at));
            }
        });
        long start = System.nanoTime();
        for (int number = 0; number < count; number++) {
            OpenLoop.awaitNanoTime(start + (long) (number * 1e9 / rate));
            long at = System.nanoTime();
            sent.put(events.send(), at);
        }
        events.flush();
        WebhookDelivery.await(() -> receiver.received() - before >= (long) count * GOOD);
    }

    private String endpoints() {
        StringBuilder yaml = new StringBuilder("endpoints:\n");
        yaml.append("  - {id: hanging, url: '%s', timeout: 60s}%n".formatted(receiver.hangingAddress()));
        for (int number = 1; number <= GOOD; number++) {
            yaml.append("  - {id: good-%d, url: '%s', timeout: 60s}%n".formatted(number, receiver.address()));
        }
        return yaml.toString();
    }

    private static String p99(Histogram micros) {
        return WebhookDelivery.millis(micros, 99) + " ms";
    }
}
