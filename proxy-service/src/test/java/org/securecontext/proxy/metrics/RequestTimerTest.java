package org.securecontext.proxy.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler.IgnoredMeters;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.http.server.reactive.observation.ServerRequestObservationConvention;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

class RequestTimerTest {

    @ParameterizedTest
    @CsvSource({
        "GET,  200, /api/tokens/{session_id}, false, false",
        "GET,  404, /api/tokens/{session_id}, false, false",
        "GET,  404, ,                         false, false",
        "POST, 503, /api/sessions,            true,  false",
        "GET,  200, /api/sessions,            false, true",
        "GET,     , /api/sessions,            true,  false",
        "BREW, 405, ,                         false, false",
    })
    void aRequestHasTheTagsOfSpringAndMicrometer(
            String method, Integer status, String pattern, boolean failed, boolean aborted) {
        // Given
        MeterRegistry theirs = new SimpleMeterRegistry();
        MeterRegistry ours = new SimpleMeterRegistry();

        // When
        observe(
                new DefaultMeterObservationHandler(theirs, IgnoredMeters.LONG_TASK_TIMER),
                new DefaultServerRequestObservationConvention(),
                request(method, status, pattern, failed, aborted));
        RequestTimer timer = new RequestTimer(ours);
        observe(timer, new PlainRequests(), request(method, status, pattern, failed, aborted));
        observe(timer, new PlainRequests(), request(method, status, pattern, failed, aborted));

        // Then
        assertThat(ids(ours)).isEqualTo(ids(theirs)).hasSize(1);
        assertThat(ours.get("http.server.requests").timer().count()).isEqualTo(2);
    }

    @Test
    void requestsOfOneTimerKeepTheirKindsApart() {
        // Given
        MeterRegistry registry = new SimpleMeterRegistry();
        RequestTimer timer = new RequestTimer(registry);

        // When
        observe(timer, new PlainRequests(), request("GET", 200, "/a", false, false));
        observe(timer, new PlainRequests(), request("PUT", 200, "/a", false, false));
        observe(timer, new PlainRequests(), request("GET", 404, "/a", false, false));
        observe(timer, new PlainRequests(), request("GET", 200, "/b", false, false));
        observe(timer, new PlainRequests(), request("GET", 200, "/a", true, false));
        observe(timer, new PlainRequests(), request("GET", 200, "/a", false, true));

        // Then
        assertThat(ids(registry)).hasSize(6);
    }

    private static void observe(
            MeterObservationHandler<? super ServerRequestObservationContext> handler,
            ServerRequestObservationConvention convention,
            ServerRequestObservationContext context) {
        ObservationRegistry registry = ObservationRegistry.create();
        // As management.observations.key-values does.
        registry.observationConfig()
                .observationHandler(handler)
                .observationFilter(any -> any.addLowCardinalityKeyValue(KeyValue.of("region", "eu")));
        Observation observation = Observation.createNotStarted(convention, () -> context, registry)
                .start();
        observation.stop();
    }

    private static ServerRequestObservationContext request(
            String method, Integer status, String pattern, boolean failed, boolean aborted) {
        MockServerHttpResponse response = new MockServerHttpResponse();
        if (status != null) {
            response.setStatusCode(HttpStatusCode.valueOf(status));
        }
        ServerRequestObservationContext context = new ServerRequestObservationContext(
                MockServerHttpRequest.method(HttpMethod.valueOf(method), "/somewhere")
                        .build(),
                response,
                new HashMap<>());
        context.setPathPattern(pattern);
        context.setConnectionAborted(aborted);
        if (failed) {
            context.setError(new IllegalStateException("broken"));
        }
        return context;
    }

    private static Set<Map<String, String>> ids(MeterRegistry registry) {
        Set<Map<String, String>> ids = new HashSet<>();
        for (Meter meter : registry.getMeters()) {
            Map<String, String> id = meter.getId().getTags().stream()
                    .collect(Collectors.toMap(tag -> tag.getKey(), tag -> tag.getValue()));
            id.put("name", meter.getId().getName());
            ids.add(id);
        }
        return ids;
    }
}
