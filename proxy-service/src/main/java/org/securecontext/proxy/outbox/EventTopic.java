package org.securecontext.proxy.outbox;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.TokenEvent;
import org.securecontext.events.TokenEventFormat;
import org.securecontext.events.Topics;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** The audit topic, to which events go as binary CloudEvents: key = subject, partition = shard. */
@Component
class EventTopic {

    private final KafkaTemplate<String, byte[]> kafka;

    EventTopic(KafkaTemplate<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    /**
     * Sends entries of a shard, one at least, in order. Blocks while the topic is not known yet, so never on an event loop.
     *
     * @return completes when Kafka has confirmed all of them, fails when one was not
     * @throws org.apache.kafka.common.KafkaException when one cannot be handed to the producer
     */
    CompletableFuture<Void> send(List<OutboxEntry> entries) {
        Confirmation confirmation = new Confirmation(entries.size());
        return kafka.execute(producer -> {
            for (OutboxEntry entry : entries) {
                var unused = producer.send(message(entry.event()), confirmation);
            }
            return confirmation.all;
        });
    }

    private static ProducerRecord<String, byte[]> message(TokenEvent event) {
        CloudEvent cloudEvent = TokenEventFormat.toCloudEvent(event);
        return KafkaMessageFactory.<String>createWriter(
                        Topics.TOKEN_EVENTS, event.shard().number(), null, event.subject())
                .writeBinary(cloudEvent);
    }

    /** One for a batch: a future for each event would take longer to make and complete than the event to send. */
    private static final class Confirmation implements Callback {

        private final CompletableFuture<Void> all = new CompletableFuture<>();
        private final AtomicReference<@Nullable Exception> firstFailure = new AtomicReference<>();
        private final AtomicInteger missing;

        private Confirmation(int events) {
            this.missing = new AtomicInteger(events);
        }

        /** A batch that failed in part fails when the last event's fate is known, so that nothing of it comes after a repeat. */
        @Override
        public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
            if (failure != null) {
                firstFailure.compareAndSet(null, failure);
            }
            if (missing.decrementAndGet() == 0) {
                Exception first = firstFailure.get();
                var unused = first == null ? all.complete(null) : all.completeExceptionally(first);
            }
        }
    }
}
