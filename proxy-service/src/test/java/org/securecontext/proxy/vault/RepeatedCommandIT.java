package org.securecontext.proxy.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecontext.events.Shard;
import org.securecontext.localstack.backends.RedisOptions;
import org.securecontext.localstack.backends.RedisProcess;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ShardKeys;
import org.securecontext.proxy.vault.RawRedis.Reply;

/** A client library may send a command twice on reconnect: the second time must answer the same and write nothing. */
class RepeatedCommandIT {

    private static final Shard SHARD = new Shard(3);
    private static final ShardKeys KEYS = new ShardKeys(SHARD);
    private static final String ID = "session-1";
    private static final String WINDOW = "4000";

    private static final Map<String, ?> CONSTANTS =
            Map.of("outbox_bound", 1000L, "marks_kept", Long.valueOf(WINDOW), "refresh_is_exposed", false);

    /** They answer what they did, which is nothing the second time. */
    private static final List<String> CLAIMS =
            List.of("claim-due", "claim-denials", "trim-outbox", "reseal", "refresh-settle");

    private static RedisProcess server;
    private static RawRedis redis;

    @BeforeAll
    static void start() {
        server = RedisProcess.start(
                RedisOptions.in(TestBackends.newDirectory("repeat")).keepingNothing());
        redis = new RawRedis(server.url());
    }

    @AfterAll
    static void stop() {
        redis.close();
        server.close();
    }

    static Stream<Call> calls() {
        String once = KEYS.once("a-request");
        List<String> sessionKeys = List.of(KEYS.session(ID), once, KEYS.outbox(), KEYS.sequence());
        List<String> flightKeys = List.of(KEYS.session(ID), KEYS.flight(ID), KEYS.outbox(), KEYS.sequence());
        return Stream.of(
                new Call(
                        "create",
                        List.of(KEYS.session("fresh"), KEYS.outbox(), KEYS.sequence()),
                        createArguments("fresh")),
                retrieval("agent", ID, "7"),
                new Call("revoke", sessionKeys, List.of(ID, "agent", "", "{}", "", WINDOW)),
                new Call(
                        "extend",
                        List.of(KEYS.session(ID), KEYS.due(), once, KEYS.outbox(), KEYS.sequence()),
                        List.of(ID, "agent", "", "60000", "999999999", "", WINDOW)),
                new Call(
                        "append",
                        List.of(once, KEYS.outbox(), KEYS.sequence()),
                        List.of("ACCESS_DENIED", "subject", "", "agent", "{}", "", "1000", WINDOW)),
                new Call(
                        "refresh-intent",
                        flightKeys,
                        List.of(ID, "holder", "1", "5000", "1000", "1", "0", "25000", "{}")),
                new Call(
                        "refresh-store",
                        flightKeys,
                        List.of(ID, "flying", "new-access", "new-refresh", "1000", "", "{}")),
                new Call("refresh-settle", flightKeys, List.of(ID, "flying", "refused", "5000", "{}")),
                new Call("deny", List.of(once), List.of("stranger", WINDOW)),
                new Call(
                        "claim-denials",
                        List.of(KEYS.denials(), KEYS.outbox(), KEYS.sequence()),
                        List.of("0", "subject", "1000")),
                new Call("claim-due", List.of(KEYS.due(), KEYS.outbox(), KEYS.sequence()), List.of("10")),
                new Call(
                        "trim-outbox",
                        List.of(KEYS.publisher(), KEYS.outbox()),
                        List.of("lease", "9999999999999-0", "5000")),
                new Call("reseal", List.of(KEYS.session(ID)), List.of("access", "one:sealed", "two:sealed")));
    }

    /** Calls for what is not there for this agent: it is another's, or there is none of this id. */
    static Stream<Call> deniedCalls(String agent, String id) {
        String once = KEYS.once("a-request");
        List<String> sessionKeys = List.of(KEYS.session(id), once, KEYS.outbox(), KEYS.sequence());
        return Stream.of(
                retrieval(agent, id, "7"),
                new Call("revoke", sessionKeys, List.of(id, agent, "", "{}", "", WINDOW)),
                new Call(
                        "extend",
                        List.of(KEYS.session(id), KEYS.due(), once, KEYS.outbox(), KEYS.sequence()),
                        List.of(id, agent, "", "60000", "999999999", "", WINDOW)),
                new Call("find", List.of(KEYS.session(id), once), List.of(id, agent, "", WINDOW)),
                new Call("authorization-find", List.of(KEYS.authorization(id), once), List.of(agent, WINDOW)));
    }

    static Stream<Call> foreignCalls() {
        return deniedCalls("stranger", ID);
    }

    static Stream<Call> callsOfEitherKind() {
        return Stream.concat(calls(), foreignCalls());
    }

    @ParameterizedTest
    @MethodSource("foreignCalls")
    void deniedCallIsCountedOnceByTheScriptThatDeniesIt(Call call) {
        // Given
        prepare(call);

        // When
        Reply first = redis.run(call.script(), call.keys(), call.arguments());
        Reply second = redis.run(call.script(), call.keys(), call.arguments());

        // Then
        assertThat(List.of(first.outcome(), second.outcome())).containsOnly("not_owner");
        assertThat(redis.commands().hgetall(KEYS.denials())).hasSize(1).allSatisfy((field, count) -> {
            assertThat(field).matches("stranger:\\d{8,}0000");
            assertThat(count).isEqualTo("1");
        });
    }

    @ParameterizedTest
    @MethodSource("foreignCalls")
    void foreignAndUnknownAreTheSameCommands(Call foreign) {
        // Given
        Call unknown = deniedCalls("stranger", "unknown")
                .filter(call -> call.name().equals(foreign.name()))
                .findFirst()
                .orElseThrow();
        prepare(foreign);
        Reply unused = redis.run(foreign.script(), foreign.keys(), foreign.arguments());
        forgetDenial();

        // When
        Map<String, String> ofForeign = commandsOf(foreign);
        forgetDenial();
        Map<String, String> ofUnknown = commandsOf(unknown);

        // Then
        assertThat(ofUnknown).isEqualTo(ofForeign).containsKeys("cmdstat_set", "cmdstat_hincrby");
        assertThat(redis.commands().hvals(KEYS.denials())).containsExactly("2");
    }

    @ParameterizedTest
    @MethodSource("callsOfEitherKind")
    void secondSendingWritesNothing(Call call) {
        // Given
        prepare(call);
        Reply first = redis.run(call.script(), call.keys(), call.arguments());
        Map<String, String> after = contents();

        // When
        Reply second = redis.run(call.script(), call.keys(), call.arguments());

        // Then
        assertThat(contents()).isEqualTo(after);
        if (!CLAIMS.contains(call.name())) {
            assertThat(second.withoutNow(call.name())).isEqualTo(first.withoutNow(call.name()));
        }
    }

    @ParameterizedTest
    @MethodSource("callsOfEitherKind")
    void firstSendingAfterScriptFlushIsUnderstood(Call call) {
        // Given
        prepare(call);
        redis.commands().scriptFlush();

        // When
        Reply reply = redis.run(call.script(), call.keys(), call.arguments());

        // Then
        assertThat(reply.outcome())
                .isIn(
                        "created",
                        "released",
                        "revoked",
                        "extended",
                        "appended",
                        "go",
                        "stored",
                        "settled",
                        "claimed",
                        "trimmed",
                        "resealed",
                        "not_owner",
                        "denied",
                        "written");
    }

    @ParameterizedTest
    @MethodSource("callsOfEitherKind")
    void keyOfAWrongTypeIsFoundBeforeTheFirstWrite(Call call) {
        for (String spoiled : call.keysAnd(KEYS.denials())) {
            // Given
            prepare(call);
            redis.commands().del(spoiled);
            redis.commands().sadd(spoiled, "wrong");
            Map<String, String> before = contents();

            // When
            boolean failed = redis.fails(call.script(), call.keys(), call.arguments());

            // Then
            assertThat(failed ? contents() : before)
                    .as("%s with %s of a wrong type", call.name(), spoiled)
                    .isEqualTo(before);
        }
    }

    @Test
    void retrievalsAreToldApartByTheirBitOfOneString() {
        // Given
        String marks = KEYS.once("a-request");
        prepare(retrieval("agent", ID, "7"));

        // When
        for (String bit : List.of("7", "90000", "7", "8", "90000")) {
            Call call = retrieval("agent", ID, bit);
            assertThat(redis.run(call.script(), call.keys(), call.arguments()).outcome())
                    .isEqualTo("released");
        }

        // Then
        assertThat(redis.outbox(KEYS.outbox()))
                .extracting(entry -> entry.get("sequence"))
                .containsExactly("1", "2", "3", "4");
        assertThat(redis.commands().bitcount(marks)).isEqualTo(3);
        assertThat(redis.commands().pttl(marks)).isBetween(1L, Long.parseLong(WINDOW));
    }

    @Test
    void sequenceIsGapFreeAndIdsAreUniqueWithinOneMillisecond() {
        // Given
        redis.commands().flushall();
        List<String> entries = new ArrayList<>();

        // When
        for (int i = 0; i < 1000; i++) {
            Reply reply = redis.run(
                    Script.load("append"),
                    List.of(KEYS.once(UUID.randomUUID().toString()), KEYS.outbox(), KEYS.sequence()),
                    List.of("ACCESS_DENIED", ID, "", "agent", "{}", "", "100000", WINDOW));
            entries.add(reply.parts().get(1));
        }

        // Then
        assertThat(entries).doesNotHaveDuplicates();
        assertThat(redis.outbox(KEYS.outbox()))
                .extracting(entry -> Integer.parseInt(entry.get("sequence")))
                .containsExactlyElementsOf(
                        Stream.iterate(1, number -> number + 1).limit(1000).toList());
    }

    private static Call retrieval(String agent, String id, String bit) {
        return new Call(
                "retrieve",
                List.of(KEYS.session(id), KEYS.once("a-request"), KEYS.outbox(), KEYS.sequence()),
                List.of(id, agent, "", "{}", "", "-1000000000", bit));
    }

    private static void forgetDenial() {
        String once = KEYS.once("a-request");
        long unused = redis.commands().del(once + ":denied", once + ":7:denied");
    }

    private static void prepare(Call call) {
        redis.commands().flushall();
        Reply created = redis.run(
                Script.load("create"), List.of(KEYS.session(ID), KEYS.outbox(), KEYS.sequence()), createArguments(ID));
        assertThat(created.outcome()).isEqualTo("created");
        redis.commands().set(KEYS.publisher(), "lease");
        redis.commands().hset(KEYS.authorization(ID), Map.of("status", "pending", "agent", "agent"));
        if (call.name().equals("claim-denials")) {
            redis.commands().hset(KEYS.denials(), "stranger:60000", "2");
        }
        if (call.name().equals("claim-due")) {
            redis.commands().hset(KEYS.session(ID), "ends_at", "1");
            redis.commands().zadd(KEYS.due(), 1, ID);
        }
        if (call.arguments().contains("flying")) {
            redis.commands().hset(KEYS.session(ID), Map.of("intent", "flying", "intent_at", "1"));
        }
    }

    private static List<String> createArguments(String id) {
        return List.of(
                id,
                "acme",
                "agent",
                "",
                "AGENT",
                "read",
                "one:sealed",
                "one:refresh",
                "60000",
                "600000",
                "{}",
                "",
                "1000");
    }

    /** How often each command ran for this call, those within the script too. */
    private static Map<String, String> commandsOf(Call call) {
        redis.commands().configResetstat();
        Reply unused = redis.run(call.script(), call.keys(), call.arguments());
        Map<String, String> counts = new TreeMap<>();
        redis.commands()
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_") && !line.startsWith("cmdstat_config"))
                .forEach(line ->
                        counts.put(line.substring(0, line.indexOf(':')), line.replaceAll(".*:calls=(\\d+).*", "$1")));
        return counts;
    }

    /** Every key with its value as text, without what only tells the time that is left. */
    private static Map<String, String> contents() {
        Map<String, String> all = new TreeMap<>();
        redis.commands().keys("*").forEach(key -> all.put(key, redis.describe(key)));
        return all;
    }

    /** A script with what it is called with. */
    record Call(String name, List<String> keys, List<String> arguments) {

        Script script() {
            return Script.load(name).with(CONSTANTS);
        }

        List<String> keysAnd(String further) {
            return Stream.concat(keys.stream(), Stream.of(further)).distinct().toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
