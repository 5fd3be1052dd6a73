package org.securecontext.relay.lanes;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.endpoints.Endpoint;

/** Makes lanes, each with its consumer, its gate and its meters. */
public final class LaneFactory {

    private final LaneServices services;
    private final LaneSettings settings;
    private final Function<String, org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> consumers;
    private final Resilience resilience;
    private final MeterRegistry meters;
    private final Map<String, SharedRate> liveRates = new ConcurrentHashMap<>();
    private final Consumer<Endpoint> onGone;
    private final ReadyRecords ready = new ReadyRecords();

    /**
     * A factory.
     *
     * @param consumers gives a new consumer of a group
     * @param resilience the registries of Resilience4j
     * @param onGone disables an endpoint that answered 410
     */
    public LaneFactory(
            LaneServices services,
            LaneSettings settings,
            Function<String, org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> consumers,
            Resilience resilience,
            MeterRegistry meters,
            Consumer<Endpoint> onGone) {
        this.services = services;
        this.settings = settings;
        this.consumers = consumers;
        this.resilience = resilience;
        this.meters = meters;
        this.onGone = onGone;
    }

    /** A lane that is not started yet. */
    RunningLane make(Lane lane) {
        Endpoint endpoint = lane.endpoint().get();
        LaneMetrics metrics = new LaneMetrics(meters, endpoint.id().value(), lane.job());
        String name = endpoint.id().value();
        SharedRate rate = rate(lane, name);
        EndpointGate gate = new EndpointGate(
                resilience.breakers().circuitBreaker(name),
                rate,
                () -> lane.endpoint().get().isEnabled(),
                services.clock());
        LaneParts parts = new LaneParts(gate, rate, metrics, onGone, ready, settings.windowSpan(), settings.drain());
        RunningLane made = new RunningLane(
                lane, () -> new EndpointLane(lane, services, parts, consumers.apply(lane.group())), () -> {
                    ready.leave();
                    metrics.close();
                    rate.close();
                    if (lane.job() == null) {
                        // An endpoint made later under the same id begins with a breaker of its own.
                        var unused = resilience.breakers().remove(name);
                    }
                });
        ready.join();
        return made;
    }

    /** A replay has a rate of its own, and each of its requests counts against the endpoint's limit too. */
    private SharedRate rate(Lane lane, String name) {
        ReplayBounds bounds = lane.bounds();
        if (bounds == null) {
            SharedRate live = new SharedRate(name, () -> limit(lane), resilience.rateLimiters());
            liveRates.put(name, live);
            return live;
        }
        return new SharedRate(name + "/" + bounds.job(), bounds::rate, resilience.rateLimiters(), () -> {
            SharedRate live = liveRates.get(name);
            return live == null || live.acquire();
        });
    }

    private static @Nullable Double limit(Lane lane) {
        return lane.endpoint().get().limits().ratePerSecond();
    }

    /**
     * The registries that {@code resilience4j.*} configures; an endpoint's instances bear its id.
     *
     * @param breakers one for each endpoint
     * @param rateLimiters one for each endpoint that has a limit
     */
    public record Resilience(CircuitBreakerRegistry breakers, RateLimiterRegistry rateLimiters) {}
}
