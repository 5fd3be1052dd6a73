package org.securecontext.endtoend.evidence;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.securecontext.events.EventId;
import org.securecontext.events.EventType;
import org.securecontext.events.Shard;
import org.securecontext.events.TokenEvent;

/** A topic written by hand, with the operations that would have caused it, into which faults are planted. */
final class PlantedTopic {

    static final String STRANGER = "22222222-2222-4222-8222-222222222222";

    private final OperationLog operations = new OperationLog();
    private final List<TopicRecord> records = new ArrayList<>();
    private final Map<Shard, Long> sequences = new HashMap<>();

    OperationLog operations() {
        return operations;
    }

    List<TopicRecord> records() {
        return List.copyOf(records);
    }

    /** As many sessions, each created and then retrieved as often, all acknowledged. */
    void createdAndRetrieved(int sessions, int retrievals) {
        for (int number = 0; number < sessions; number++) {
            String id = session(number);
            operations.createBegins();
            write(EventType.TOKEN_CREATED, id);
            operations.createAcknowledged(id);
            for (int retrieval = 0; retrieval < retrievals; retrieval++) {
                operations.retrieveBegins(id);
                write(EventType.TOKEN_RETRIEVED, id);
                operations.retrieveAcknowledged(id);
            }
        }
    }

    static String session(int number) {
        return UUID.nameUUIDFromBytes(("session " + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    TopicRecord retrievedWithoutAnswer(String session) {
        operations.retrieveBegins(session);
        write(EventType.TOKEN_RETRIEVED, session);
        return records.get(records.size() - 1);
    }

    /** A minute in which so many calls were denied. */
    void denied(int calls) {
        write(EventType.ACCESS_DENIED, STRANGER, "{\"count\":" + calls + "}");
    }

    void write(EventType type, String session) {
        write(type, session, "{}");
    }

    private void write(EventType type, String session, String data) {
        Shard shard = Shard.of(session);
        long sequence = sequences.merge(shard, 1L, Long::sum);
        EventId id = EventId.of(type, session, "1700000000000-" + sequence);
        append(event(id, type, session, sequence, data));
    }

    void repeat(TopicRecord record) {
        append(record.event());
    }

    void repeatWithAnotherId(TopicRecord record) {
        TokenEvent event = record.event();
        EventId other = EventId.of(event.type(), event.subject(), "1700000000001-0");
        append(event(other, event.type(), event.subject(), event.sequence(), "{}"));
    }

    void repeatWithOtherData(TopicRecord record) {
        TokenEvent event = record.event();
        append(event(event.id(), event.type(), event.subject(), event.sequence(), "{\"other\":true}"));
    }

    Findings check() {
        return check(records);
    }

    Findings check(List<TopicRecord> read) {
        return EvidenceChecker.check(read, operations, Set.of(), sequences, Set.of());
    }

    Findings check(Set<String> sessionsWithToken) {
        return EvidenceChecker.check(records, operations, sessionsWithToken, sequences, Set.of());
    }

    Findings checkWith(EventType further) {
        return EvidenceChecker.check(records, operations, Set.of(), sequences, Set.of(further));
    }

    Findings checkWithout(TopicRecord record) {
        return check(records.stream().filter(other -> !other.equals(record)).toList());
    }

    private void append(TokenEvent event) {
        records.add(new TopicRecord(event.shard().number(), records.size(), event));
    }

    private static TokenEvent event(EventId id, EventType type, String session, long sequence, String data) {
        return new TokenEvent(
                id,
                type,
                URI.create("http://localhost:5000"),
                session,
                Instant.EPOCH,
                "fake",
                "agent",
                Shard.of(session),
                sequence,
                null,
                data.getBytes(StandardCharsets.UTF_8));
    }
}
