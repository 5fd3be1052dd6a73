package org.securecontext.relay.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A receiver that tells live webhooks from replayed ones and counts both, by endpoint and event. */
final class ReplayReceiver implements AutoCloseable {

    private final Receiver receiver = new Receiver().countingOnly();
    private final Map<String, AtomicInteger> replayed = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> live = new ConcurrentHashMap<>();
    private final Set<String> jobs = ConcurrentHashMap.newKeySet();
    private int lastCount;

    ReplayReceiver() {
        receiver.answer(this::count);
    }

    /** A time that no event shares. */
    static Instant tick() {
        Instant time = Instant.now().plusMillis(20);
        await().pollInterval(Duration.ofMillis(5)).until(() -> Instant.now().isAfter(time.plusMillis(20)));
        return time;
    }

    /** The keys under which the events are counted. */
    static Set<String> keys(String endpoint, List<String> ids) {
        Set<String> keys = new HashSet<>();
        ids.forEach(id -> keys.add(endpoint + " " + id));
        return keys;
    }

    String url() {
        return receiver.url();
    }

    Map<String, AtomicInteger> replayed() {
        return replayed;
    }

    /** The values of {@code X-SCP-Replay} that came. */
    Set<String> jobs() {
        return jobs;
    }

    void forgetReplayed() {
        replayed.clear();
        jobs.clear();
    }

    /** Replayed webhooks beyond the first of each event. */
    int repeats() {
        return replayed.values().stream().mapToInt(count -> count.get() - 1).sum();
    }

    /** Whether nothing was replayed since the last call. */
    boolean isStill() {
        boolean still = lastCount == replayed.size();
        lastCount = replayed.size();
        return still;
    }

    /** Waits until the live lanes of all three endpoints have delivered these events. */
    @SafeVarargs
    final void awaitLive(List<String>... groups) {
        Set<String> wanted = new HashSet<>();
        for (List<String> ids : groups) {
            for (String endpoint : List.of("one", "two", "three")) {
                wanted.addAll(keys(endpoint, ids));
            }
        }
        await().atMost(Duration.ofMinutes(4)).until(() -> live.keySet().containsAll(wanted));
    }

    private Receiver.Answer count(Receiver.Webhook webhook) {
        String job = webhook.header("x-scp-replay");
        Map<String, AtomicInteger> counts = job == null ? live : replayed;
        counts.computeIfAbsent(webhook.header("x-endpoint") + " " + webhook.id(), absent -> new AtomicInteger())
                .incrementAndGet();
        if (job != null) {
            jobs.add(job);
        }
        return Receiver.Answer.of(200);
    }

    @Override
    public void close() {
        receiver.close();
    }
}
