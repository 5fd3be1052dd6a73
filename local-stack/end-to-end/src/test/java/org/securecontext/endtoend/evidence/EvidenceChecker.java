package org.securecontext.endtoend.evidence;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.securecontext.events.EventType;
import org.securecontext.events.Shard;

/**
 * Checks the whole audit topic against what callers know. It trusts neither: a record is held against the sequence
 * counters of Redis, the acknowledged operations, and the tokens that can really be had.
 */
public final class EvidenceChecker {

    private final OperationLog operations;
    private final Set<String> sessionsWithToken;
    private final Map<Shard, Long> lastSequences;
    private final Set<EventType> expectedTypes;

    private final List<String> lost = new ArrayList<>();
    private final List<String> invented = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private final Map<String, TopicRecord> firstById = new LinkedHashMap<>();
    private int repeats;
    private int failedFlows;
    private long denied;

    private EvidenceChecker(
            OperationLog operations,
            Set<String> sessionsWithToken,
            Map<Shard, Long> lastSequences,
            Set<EventType> expectedTypes) {
        this.operations = operations;
        this.sessionsWithToken = sessionsWithToken;
        this.lastSequences = lastSequences;
        this.expectedTypes = expectedTypes;
    }

    /**
     * Checks these records.
     *
     * @param records the topic, each partition in order of offset
     * @param sessionsWithToken sessions that were created without the caller's knowledge and whose token can be had
     * @param lastSequences the last sequence that each shard has given out
     * @param furtherTypes what may happen beside creations, retrievals, denials and failed flows, once per session
     */
    public static Findings check(
            List<TopicRecord> records,
            OperationLog operations,
            Set<String> sessionsWithToken,
            Map<Shard, Long> lastSequences,
            Set<EventType> furtherTypes) {
        Set<EventType> expected = EnumSet.of(
                EventType.TOKEN_CREATED,
                EventType.TOKEN_RETRIEVED,
                EventType.ACCESS_DENIED,
                EventType.AUTHORIZATION_FAILED);
        expected.addAll(furtherTypes);
        return new EvidenceChecker(operations, sessionsWithToken, lastSequences, expected).check(records);
    }

    private Findings check(List<TopicRecord> records) {
        records.forEach(this::sort);
        checkPlaces();
        checkSequences();
        checkSessions();
        return new Findings(firstById.size(), repeats, lost, invented, changed);
    }

    private void sort(TopicRecord record) {
        TopicRecord first = firstById.putIfAbsent(record.id(), record);
        if (first == null) {
            return;
        }
        repeats++;
        if (!first.content().equals(record.content()) || first.partition() != record.partition()) {
            changed.add("the repeat of " + record.id() + " at " + record.where() + " differs from " + first.where());
        }
    }

    private void checkPlaces() {
        for (TopicRecord record : firstById.values()) {
            Shard shard = record.event().shard();
            if (record.partition() != shard.number()
                    || !shard.equals(Shard.of(record.event().subject()))) {
                changed.add(record.id() + " of shard " + shard.number() + " stands at " + record.where());
            }
            if (!expectedTypes.contains(record.event().type())) {
                invented.add(record.id() + ", which nothing has caused");
            }
        }
    }

    private void checkSequences() {
        Map<Shard, NavigableMap<Long, TopicRecord>> shards = new HashMap<>();
        for (TopicRecord record : firstById.values()) {
            NavigableMap<Long, TopicRecord> seen =
                    shards.computeIfAbsent(record.event().shard(), shard -> new TreeMap<>());
            checkOrder(seen, record);
        }
        for (Shard shard : Shard.all()) {
            checkComplete(shard, shards.getOrDefault(shard, new TreeMap<>()));
        }
    }

    private void checkOrder(NavigableMap<Long, TopicRecord> seen, TopicRecord record) {
        long sequence = record.event().sequence();
        if (!seen.isEmpty() && sequence < seen.lastKey()) {
            changed.add(record.id() + " with sequence " + sequence + " stands after sequence " + seen.lastKey());
        }
        TopicRecord other = seen.putIfAbsent(sequence, record);
        if (other != null) {
            changed.add("sequence " + sequence + " belongs to " + other.id() + " and to " + record.id());
        }
    }

    private void checkComplete(Shard shard, NavigableMap<Long, TopicRecord> seen) {
        long last = Math.max(lastSequences.getOrDefault(shard, 0L), seen.isEmpty() ? 0 : seen.lastKey());
        long expected = 1;
        for (long sequence : seen.keySet()) {
            reportGap(shard, expected, sequence);
            expected = sequence + 1;
        }
        reportGap(shard, expected, last + 1);
        if (last > lastSequences.getOrDefault(shard, 0L)) {
            invented.add("sequence " + last + " of shard " + shard.number() + ", which Redis has not given out");
        }
    }

    private void reportGap(Shard shard, long from, long before) {
        if (from < before) {
            lost.add("sequences " + from + " to " + (before - 1) + " of shard " + shard.number());
        }
    }

    private void checkSessions() {
        Map<String, Map<EventType, Integer>> counts = new HashMap<>();
        for (TopicRecord record : firstById.values()) {
            if (record.event().type() == EventType.AUTHORIZATION_FAILED) {
                failedFlows++;
            } else if (record.event().type() == EventType.ACCESS_DENIED) {
                denied += record.json().path("count").asLong();
            } else {
                counts.computeIfAbsent(record.event().subject(), subject -> new HashMap<>())
                        .merge(record.event().type(), 1, Integer::sum);
            }
        }
        Set<String> all = new TreeSet<>(operations.sessions());
        all.addAll(counts.keySet());
        all.forEach(session -> checkSession(session, counts.getOrDefault(session, Map.of())));
        checkUnanswered(counts);
        checkDenials();
    }

    private void checkSession(String session, Map<EventType, Integer> count) {
        int created = count.getOrDefault(EventType.TOKEN_CREATED, 0);
        int retrieved = count.getOrDefault(EventType.TOKEN_RETRIEVED, 0);
        if (operations.knows(session) && created == 0) {
            lost.add("the creation of " + session);
        }
        if (created == 0 && !operations.knows(session)) {
            invented.add("events of " + session + ", which was never created");
        }
        if (created > 0 && !operations.knows(session) && !sessionsWithToken.contains(session)) {
            invented.add("the creation of " + session + ", which has no token");
        }
        if (retrieved < operations.retrievalsAcknowledged(session)) {
            lost.add(operations.retrievalsAcknowledged(session) - retrieved + " retrievals of " + session);
        }
        if (retrieved > operations.retrievalsBegun(session)) {
            invented.add(retrieved - operations.retrievalsBegun(session) + " retrievals of " + session);
        }
        count.forEach((type, times) -> {
            if (times > 1 && type != EventType.TOKEN_RETRIEVED) {
                invented.add(times + " events " + type.legacyName() + " of " + session);
            }
        });
    }

    private void checkDenials() {
        if (denied < operations.denialsAnswered()) {
            lost.add(operations.denialsAnswered() - denied + " denied calls");
        }
        if (denied > operations.denialsBegun()) {
            invented.add(denied - operations.denialsBegun() + " denied calls");
        }
    }

    private void checkUnanswered(Map<String, Map<EventType, Integer>> counts) {
        long unknown = counts.entrySet().stream()
                .filter(entry -> entry.getValue().containsKey(EventType.TOKEN_CREATED))
                .filter(entry -> !operations.knows(entry.getKey()))
                .count();
        if (unknown > operations.createsWithoutAnswer()) {
            invented.add(unknown + " sessions nobody knows of, with only " + operations.createsWithoutAnswer()
                    + " creations unanswered");
        }
        if (failedFlows > operations.flowsWithoutSession()) {
            invented.add(failedFlows + " failed flows, with only " + operations.flowsWithoutSession()
                    + " that brought no session");
        }
    }
}
