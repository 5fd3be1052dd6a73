package org.securecontext.proxy.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Sends every route some hundred requests, each one field away from a valid one. The seed is printed; {@code
 * -Dscp.fuzz.seed=…} repeats a run, {@code -Dscp.fuzz.requests=…} sets how many each route gets.
 */
class FuzzIT {

    private static final int PER_ROUTE = Integer.getInteger("scp.fuzz.requests", 270);
    private static final int FIRST_OF_SERVER_ERRORS = 500;

    private final long seed = Long.getLong("scp.fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Set<Integer>> statuses = new TreeMap<>();
    private int requests;

    @Test
    void noNeighbourOfAValidRequestBreaksTheGatewayAndEveryDocumentedStatusIsReached() {
        // Given
        System.out.println("fuzz seed " + seed);
        GatewayUnderTest gateway = GatewayUnderTest.staging();
        Routes routes = new Routes(gateway);
        Neighbours neighbours = new Neighbours(random);

        // When
        routes.calls().forEach((name, valid) -> {
            for (int i = 0; i < PER_ROUTE; i++) {
                attempt(gateway, routes, name, neighbour(neighbours.of(valid.get()), i));
            }
        });
        try (GatewayUnderTest replica = gateway.replicaForOneCall()) {
            routes.calls()
                    .forEach((name, valid) ->
                            attempt(replica, routes, name, valid.get().request()));
        }

        // Then
        System.out.println("fuzz sent " + requests + " requests to " + statuses.size() + " routes: " + statuses);
        assertThat(findings).as("seed %d", seed).isEmpty();
        assertThat(unreached(gateway))
                .as("documented statuses not reached, seed %d", seed)
                .isEmpty();
        assertThat(requests).isGreaterThanOrEqualTo(Math.min(5_000, PER_ROUTE * statuses.size()));
    }

    /** Each once, so that what a run reaches is not left to chance; then any. */
    private RawRequest neighbour(List<Supplier<RawRequest>> neighbours, int i) {
        return (i < neighbours.size() ? neighbours.get(i) : Poison.pick(neighbours, random)).get();
    }

    private void attempt(GatewayUnderTest gateway, Routes routes, String name, RawRequest request) {
        RawAnswer answer = gateway.send(request);
        requests++;
        statuses.computeIfAbsent(name, route -> new TreeSet<>()).add(answer.status());
        if (name.startsWith("DELETE") && answer.status() == 200) {
            routes.sessionMayBeGone();
        }
        Promises.broken(request, answer).forEach(broken -> findings.add(broken + ": " + request + " -> " + answer));
    }

    /** What OpenAPI promises of each route and no answer showed; faults of backends are other tests' matter. */
    private List<String> unreached(GatewayUnderTest gateway) {
        JsonNode paths = gateway.send(RawRequest.get("/v3/api-docs")).json().path("paths");
        List<String> missing = new ArrayList<>();
        statuses.forEach((name, reached) -> {
            String[] route = name.split(" ", 2);
            JsonNode responses = paths.path(route[1])
                    .path(route[0].toLowerCase(java.util.Locale.ROOT))
                    .path("responses");
            responses.fieldNames().forEachRemaining(status -> {
                int code = Integer.parseInt(status);
                if (code < FIRST_OF_SERVER_ERRORS && !reached.contains(code)) {
                    missing.add(name + " " + code);
                }
            });
        });
        return missing;
    }
}
