package org.securecontext.relay.retries;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.securecontext.events.Shard;
import org.securecontext.events.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the retry topic from its beginning and follows it, without a consumer group, into the book of this process. */
public final class RetriesReader implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(RetriesReader.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final List<TopicPartition> PARTITIONS = IntStream.range(0, Shard.COUNT)
            .mapToObj(number -> new TopicPartition(Topics.WEBHOOK_RETRIES, number))
            .toList();

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final RetryBook book;
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private volatile boolean stopping;

    /** A reader that makes its consumer when it starts, and anew after a failure. */
    public RetriesReader(Supplier<Consumer<byte[], byte[]>> consumers, RetryBook book) {
        this.consumers = consumers;
        this.book = book;
    }

    /** Completes when the reader has passed what the partition held at the time of this call. */
    public CompletableFuture<Void> caughtUp(int partition) {
        Request request = new Request(PARTITIONS.get(partition), new CompletableFuture<>());
        requests.add(request);
        return request.done();
    }

    /** Ends {@link #run()} within a moment. */
    public void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        while (!stopping) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                consumer.assign(PARTITIONS);
                consumer.seekToBeginning(PARTITIONS);
                while (!stopping) {
                    consumer.poll(POLL).forEach(this::apply);
                    accept(consumer);
                    complete(consumer);
                }
            } catch (KafkaException e) {
                log.atWarn()
                        .addKeyValue("error", String.valueOf(e.getMessage()))
                        .log("The retry topic cannot be read, trying again");
            }
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> entry) {
        RetryKey key = RetryKey.decode(entry.key());
        if (key != null) {
            book.apply(entry.partition(), key, RetryTopic.read(key, entry));
        }
    }

    private void accept(Consumer<byte[], byte[]> consumer) {
        List<Request> asked = new ArrayList<>();
        for (Request request = requests.poll(); request != null; request = requests.poll()) {
            asked.add(request);
        }
        if (asked.isEmpty()) {
            return;
        }
        try {
            Map<TopicPartition, Long> ends =
                    consumer.endOffsets(asked.stream().map(Request::partition).collect(Collectors.toSet()));
            asked.forEach(request -> waiting.add(new Waiting(request, ends.getOrDefault(request.partition(), 0L))));
        } catch (KafkaException e) {
            requests.addAll(asked);
            throw e;
        }
    }

    private void complete(Consumer<byte[], byte[]> consumer) {
        waiting.removeIf(wait -> consumer.position(wait.request().partition()) >= wait.end()
                && wait.request().done().complete(null));
    }

    private record Request(TopicPartition partition, CompletableFuture<Void> done) {}

    private record Waiting(Request request, long end) {}
}
