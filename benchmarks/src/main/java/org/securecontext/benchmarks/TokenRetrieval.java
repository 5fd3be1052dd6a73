package org.securecontext.benchmarks;

import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.securecontext.endtoend.gateway.GatewayProcesses;
import org.securecontext.endtoend.gateway.ProviderCallback;
import org.securecontext.localstack.backends.FreePorts;
import org.securecontext.localstack.backends.RedisConnection;

/** {@code GET /api/tokens/{id}} of the packaged proxy beside {@link BareRoute}, both on the same Redis in turn. */
final class TokenRetrieval {

    private static final int SESSIONS = 500;
    private static final int EVENTS_PER_SECOND = 2_000;
    private static final int MEMORY_RATE = 1_000;

    private final Lengths lengths;
    private final Report report;
    private final GatewayProcesses gateway;
    private final Wrk wrk;
    private final List<String> sessions;
    private final int barePort;

    private TokenRetrieval(Lengths lengths, Report report, GatewayProcesses gateway, int barePort) throws IOException {
        this.lengths = lengths;
        this.report = report;
        this.gateway = gateway;
        this.barePort = barePort;
        this.sessions = createSessions(gateway);
        this.wrk = Wrk.retrieving(gateway.directory(), sessions, gateway.agentKey());
    }

    /** Throughput against the bare route, latency at half of it, time until the event stands in Kafka, memory. */
    static void measure(Lengths lengths, Report report) throws IOException {
        int barePort = FreePorts.next();
        Map<String, String> options = Map.of("JDK_JAVA_OPTIONS", JavaChild.options());
        try (GatewayProcesses gateway = GatewayProcesses.startFullyCompiled(1, 1, options);
                JavaChild bare =
                        JavaChild.start(BareRoute.class, gateway.redis().url(), Integer.toString(barePort))) {
            report.figure("Redis", redisBuild(gateway));
            TokenRetrieval retrieval = new TokenRetrieval(lengths, report, gateway, barePort);
            retrieval.memory();
            double throughput = retrieval.throughput();
            retrieval.latencyAt(throughput / 2);
            retrieval.untilKafka();
            double resident = ProcessUsage.peakResidentMebibytes(bare.pid());
            report.figure("bare route, largest resident set", "%.0f MiB".formatted(resident));
        }
    }

    /** Its version and its allocator, on which the time of a script depends. */
    private static String redisBuild(GatewayProcesses gateway) throws IOException {
        try (RedisConnection connection = gateway.redis().connect()) {
            return connection
                    .call("INFO")
                    .lines()
                    .filter(line -> line.startsWith("redis_version:") || line.startsWith("mem_allocator:"))
                    .map(line -> line.substring(line.indexOf(':') + 1))
                    .collect(Collectors.joining(", "));
        }
    }

    private double throughput() {
        System.out.printf(
                "warm-up: bare %.0f/s, proxy %.0f/s%n",
                wrk.requestsPerSecond(barePort, lengths.warmUp()),
                wrk.requestsPerSecond(proxyPort(), lengths.warmUp()));
        List<Double> bare = new ArrayList<>();
        List<Double> proxy = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < lengths.turns(); turn++) {
            double bareRate = wrk.requestsPerSecond(barePort, lengths.turn());
            double proxyRate = wrk.requestsPerSecond(proxyPort(), lengths.turn());
            awaitDrained();
            bare.add(bareRate);
            proxy.add(proxyRate);
            ratios.add(100 * proxyRate / bareRate);
        }
        report.figure("token retrieval, requests/s, median", "%,.0f".formatted(median(proxy)));
        report.figure("bare WebFlux route with one Redis script, requests/s, median", "%,.0f".formatted(median(bare)));
        report.figure(
                "token retrieval to bare route, from turn to turn",
                "%.0f to %.0f %%".formatted(Collections.min(ratios), Collections.max(ratios)));
        report.atLeast("token retrieval to bare route, median of turns", median(ratios), 60, "%");
        return median(proxy);
    }

    /** Below full load other ways are hot, which nothing has compiled yet, in the load generator too; so a warm-up first. */
    private void latencyAt(double rate) {
        OpenLoop.Result warmUp = openLoop(rate, lengths.warmUp());
        System.out.printf("warm-up: retrieval at half load, p99 %.1f ms%n", warmUp.percentileMillis(99));
        OpenLoop.Result result = openLoop(rate, lengths.round());
        report.figure("retrieval at %,.0f/s, p50".formatted(rate), "%.1f ms".formatted(result.percentileMillis(50)));
        report.below("retrieval at half load, p99", result.percentileMillis(99), 10, "ms");
    }

    /** From the event's time, which Redis set as it stored it, to the broker's append time, both in milliseconds. */
    private void untilKafka() {
        awaitDrained();
        Instant from = Instant.now();
        OpenLoop.Result result = openLoop(EVENTS_PER_SECOND, lengths.round());
        awaitDrained();
        Histogram millis = AppendLatency.since(from, gateway.kafka().bootstrapServers());
        if (millis.getTotalCount() < result.micros().getTotalCount()) {
            throw new IllegalStateException("Events are missing from the topic");
        }
        report.figure("event in Redis to Kafka at 2,000/s, p50", millis.getValueAtPercentile(50) + " ms");
        report.below("event in Redis to Kafka at 2,000/s, p99", (double) millis.getValueAtPercentile(99), 100, "ms");
    }

    /** Before any heavier load, since the largest resident set of a process never falls. */
    private void memory() {
        OpenLoop.Result unused = openLoop(MEMORY_RATE, lengths.round());
        double resident = ProcessUsage.peakResidentMebibytes(gateway.replica(0).pid());
        report.below("proxy-service at 1,000/s, largest resident set", resident, 384, "MiB");
    }

    private OpenLoop.Result openLoop(double rate, Duration duration) {
        String host = "localhost:" + proxyPort();
        String authorization = "Bearer " + gateway.agentKey();
        IntFunction<FullHttpRequest> calls = number -> {
            String path = "/api/tokens/" + sessions.get(number % sessions.size());
            FullHttpRequest call = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
            HttpHeaders unused =
                    call.headers().set(HttpHeaderNames.HOST, host).set(HttpHeaderNames.AUTHORIZATION, authorization);
            return call;
        };
        try (OpenLoop loop = new OpenLoop(proxyPort())) {
            OpenLoop.Result warm = loop.run(rate, Duration.ofSeconds(3), calls);
            OpenLoop.Result result = loop.run(rate, duration, calls);
            if (warm.failed() + result.failed() > 0) {
                throw new IllegalStateException(warm.failed() + result.failed() + " retrievals failed");
            }
            return result;
        }
    }

    private void awaitDrained() {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (depth() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The outbox does not drain");
            }
            OpenLoop.awaitNanoTime(System.nanoTime() + Duration.ofMillis(20).toNanos());
        }
    }

    private long depth() {
        try {
            return gateway.outboxDepth();
        } catch (IOException e) {
            throw new IllegalStateException("Redis does not answer", e);
        }
    }

    private int proxyPort() {
        return gateway.ports().get(0);
    }

    private static List<String> createSessions(GatewayProcesses gateway) throws IOException {
        int port = gateway.ports().get(0);
        List<String> sessions = new ArrayList<>();
        for (int number = 0; number < SESSIONS; number++) {
            ProviderCallback callback = gateway.client().browserConsent(port, gateway.provider());
            sessions.add(gateway.client().finish(port, callback));
        }
        return sessions;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
