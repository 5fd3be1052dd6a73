package org.securecontext.proxy.outbox;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
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
     * Sends entries of a shard in order. Blocks while the topic is not known yet, so never on an event loop.
     *
     * @return completes when Kafka has confirmed all of them, fails when one was not
     * @throws org.springframework.kafka.KafkaException when one cannot be handed to the producer
     */
    CompletableFuture<Void> send(List<OutboxEntry> entries) {
        CompletableFuture<?>[] sent = new CompletableFuture<?>[entries.size()];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = kafka.send(message(entries.get(i).event()));
        }
        return CompletableFuture.allOf(sent);
    }

    private static ProducerRecord<String, byte[]> message(TokenEvent event) {
        CloudEvent cloudEvent = TokenEventFormat.toCloudEvent(event);
        return KafkaMessageFactory.<String>createWriter(
                        Topics.TOKEN_EVENTS, event.shard().number(), null, event.subject())
                .writeBinary(cloudEvent);
    }
}
