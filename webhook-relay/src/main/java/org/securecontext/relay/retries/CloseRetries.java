package org.securecontext.relay.retries;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.securecontext.events.Shard;
import org.springframework.stereotype.Component;

/** Closes what a lane that is given up has open, so that the compacted topic does not keep it for ever. */
@Component
public final class CloseRetries {

    private final RetryBook book;
    private final RetryTopic topic;

    CloseRetries(RetryBook book, RetryTopic topic) {
        this.book = book;
        this.topic = topic;
    }

    /** Closes all that this replica knows of the lane; completes when Kafka has it. */
    public CompletableFuture<Void> of(String lane) {
        List<CompletableFuture<Void>> closed = new ArrayList<>();
        for (int partition = 0; partition < Shard.COUNT; partition++) {
            for (RetryKey key : book.keys(partition, lane)) {
                closed.add(topic.close(key, partition));
            }
        }
        return CompletableFuture.allOf(closed.toArray(CompletableFuture[]::new));
    }
}
