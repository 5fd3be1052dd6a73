package org.securecontext.proxy.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecontext.events.Shard;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.proxy.redis.ShardKeys;

/** What is another agent's looks as if it were not there, and the call is counted before its answer leaves. */
class DeniedCallIT {

    private static GatewayUnderTest gateway;
    private static RedisClient client;
    private static RedisCommands<String, String> redis;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.staging();
        client = RedisClient.create(TestBackends.redisUrl());
        redis = client.connect().sync();
    }

    @AfterAll
    static void stop() {
        client.shutdown();
    }

    @BeforeEach
    void nothingIsCounted() {
        for (Shard shard : Shard.all()) {
            long unused = redis.del(new ShardKeys(shard).denials());
        }
    }

    static Stream<Named<Function<String, RawRequest>>> callsForASession() {
        return Stream.of(
                Named.of("token", id -> RawRequest.get("/api/tokens/" + id)),
                Named.of("facts", id -> RawRequest.get("/api/sessions/" + id)),
                Named.of("revocation", id -> RawRequest.delete("/api/sessions/" + id)),
                Named.of(
                        "extension",
                        id -> RawRequest.post("/api/sessions/" + id + "/extend", "{\"additional_seconds\":60}")));
    }

    @ParameterizedTest
    @MethodSource("callsForASession")
    void anotherAgentsSessionLooksUnknownAndIsCounted(Function<String, RawRequest> call) {
        // Given
        String foreign = ConsentFlow.session(gateway, GatewayUnderTest.AGENT_KEY, GrantingProvider.REFRESHABLE);
        String unknown = UUID.randomUUID().toString();

        // When
        RawAnswer ofUnknown = sendAsOther(call.apply(unknown));
        long afterUnknown = counted();
        RawAnswer ofForeign = sendAsOther(call.apply(foreign));

        // Then
        assertThat(ofForeign.status()).isEqualTo(404);
        assertThat(withoutWhatDiffers(ofForeign, foreign)).isEqualTo(withoutWhatDiffers(ofUnknown, unknown));
        assertThat(afterUnknown).isZero();
        assertThat(counted()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?wait=25s"})
    void anotherAgentsRequestLooksUnknownAtOnceAndIsCounted(String query) {
        // Given
        String foreign = new ConsentFlow(gateway::send).request(GatewayUnderTest.AGENT_KEY);
        String unknown = UUID.randomUUID().toString();

        // When
        RawAnswer ofUnknown = sendAsOther(RawRequest.get("/api/agent/auth/" + unknown + query));
        long afterUnknown = counted();
        RawAnswer ofForeign = sendAsOther(RawRequest.get("/api/agent/auth/" + foreign + query));

        // Then
        assertThat(ofForeign.status()).isEqualTo(404);
        assertThat(withoutWhatDiffers(ofForeign, foreign)).isEqualTo(withoutWhatDiffers(ofUnknown, unknown));
        assertThat(afterUnknown).isZero();
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void listingAnotherAgentsSessionsIsForbiddenAndCounted() {
        // When
        RawAnswer answer = sendAsOther(RawRequest.get("/api/sessions?agent_id=agent"));

        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.errorCode()).isEqualTo("FORBIDDEN");
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void askingForAnotherAgentIsForbiddenAndCounted() {
        // When
        RawAnswer answer =
                sendAsOther(RawRequest.post("/api/agent/auth", "{\"provider\":\"fake\",\"agent_id\":\"agent\"}"));

        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.errorCode()).isEqualTo("FORBIDDEN");
        assertThat(counted()).isEqualTo(1);
    }

    private static RawAnswer sendAsOther(RawRequest request) {
        return gateway.send(request.bearer(GatewayUnderTest.OTHER_AGENT_KEY));
    }

    private static String withoutWhatDiffers(RawAnswer answer, String id) {
        return answer.status() + " " + answer.headers().keySet() + " "
                + answer.body().replace(id, "the id").replaceAll("\"timestamp\":\"[^\"]+\"", "");
    }

    private static long counted() {
        return Shard.all().stream()
                .flatMap(shard -> redis.hvals(new ShardKeys(shard).denials()).stream())
                .mapToLong(Long::parseLong)
                .sum();
    }
}
