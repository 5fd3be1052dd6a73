package org.securecontext.proxy.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.Observation;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.http.server.reactive.observation.ServerRequestObservationConvention;

/**
 * Times requests under the tags of Spring's convention and Micrometer's own handler, but works them out once for each kind of
 * request: to do it for each request took a twentieth of the gateway's processor time.
 */
final class RequestTimer implements MeterObservationHandler<ServerRequestObservationContext> {

    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.values());

    private final MeterRegistry registry;
    private final ServerRequestObservationConvention convention = new DefaultServerRequestObservationConvention();
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    RequestTimer(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void onStart(ServerRequestObservationContext context) {
        context.put(Timer.Sample.class, Timer.start(registry));
    }

    @Override
    public void onStop(ServerRequestObservationContext context) {
        Timer.Sample sample = context.getRequired(Timer.Sample.class);
        HttpMethod method = context.getCarrier().getMethod();
        // A method of the caller's own invention has no place in a map that only grows.
        sample.stop(
                METHODS.contains(method)
                        ? timers.computeIfAbsent(Kind.of(context, method), unknown -> timer(context))
                        : timer(context));
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ServerRequestObservationContext;
    }

    private Timer timer(ServerRequestObservationContext context) {
        Stream<Tag> tags =
                convention.getLowCardinalityKeyValues(context).and(context.getLowCardinalityKeyValues()).stream()
                        .map(pair -> Tag.of(pair.getKey(), pair.getValue()));
        Throwable error = context.getError();
        Tag last = Tag.of("error", error == null ? "none" : error.getClass().getSimpleName());
        return Timer.builder(context.getName())
                .tags(Stream.concat(tags, Stream.of(last)).toList())
                .register(registry);
    }

    /** Requests that share their tags. */
    private record Kind(
            HttpMethod method,
            @Nullable String pattern,
            @Nullable HttpStatusCode status,
            @Nullable Class<?> error,
            boolean aborted) {

        static Kind of(ServerRequestObservationContext context, HttpMethod method) {
            Throwable error = context.getError();
            return new Kind(
                    method,
                    context.getPathPattern(),
                    context.getResponse() == null ? null : context.getResponse().getStatusCode(),
                    error == null ? null : error.getClass(),
                    context.isConnectionAborted());
        }
    }
}
