package org.securecontext.relay.replays;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.records.RecordWriter;

/** The replays as their topic tells them: the last write wins, but nothing comes after a final state. */
public final class Replays {

    private final ReplaysTopic topic;
    private final Map<ReplayId, ReplayJob> jobs = new LinkedHashMap<>();
    private final Map<ReplayId, CompletableFuture<Void>> awaited = new HashMap<>();

    /** None at first; changes are written through this writer. */
    public Replays(RecordWriter writer) {
        this.topic = new ReplaysTopic(writer);
    }

    /** Takes a record of the topic. */
    public void accept(ConsumerRecord<byte[], byte[]> consumed) {
        ReplayJob job = ReplaysTopic.read(consumed.value());
        if (job == null) {
            forgotten(consumed);
            return;
        }
        CompletableFuture<Void> waiting;
        synchronized (this) {
            ReplayJob known = jobs.get(job.id());
            if (known == null || !known.state().isFinal()) {
                jobs.put(job.id(), job);
            }
            waiting = awaited.remove(job.id());
        }
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    private synchronized void forgotten(ConsumerRecord<byte[], byte[]> consumed) {
        if (consumed.value() == null && consumed.key() != null) {
            String id = new String(consumed.key(), StandardCharsets.UTF_8);
            jobs.keySet().removeIf(known -> known.value().equals(id));
        }
    }

    /** All jobs, also those that have ended. */
    public synchronized List<ReplayJob> all() {
        return List.copyOf(jobs.values());
    }

    /** The job of this id; null when there is none. */
    public synchronized @Nullable ReplayJob find(ReplayId id) {
        return jobs.get(id);
    }

    /** Writes a job; completes when it is durable and this replica has read it. */
    CompletableFuture<Void> put(ReplayJob job) {
        CompletableFuture<Void> read;
        synchronized (this) {
            read = awaited.computeIfAbsent(job.id(), absent -> new CompletableFuture<>());
        }
        return topic.put(job).thenCompose(written -> read);
    }

    /** Deletes a job that ended long ago; completes when it is durable. */
    CompletableFuture<Void> forget(ReplayJob job) {
        return topic.delete(job.id());
    }
}
