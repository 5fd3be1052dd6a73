package org.securecontext.relay.configuration;

import java.time.Clock;
import org.securecontext.events.Shard;
import org.securecontext.events.Topics;
import org.securecontext.relay.deadletterapi.DiscardLetter;
import org.securecontext.relay.deadletterapi.FindLetters;
import org.securecontext.relay.deadletterapi.LetterShelf;
import org.securecontext.relay.deadletterapi.LetterWrites;
import org.securecontext.relay.deadletterapi.RedeliverLetters;
import org.securecontext.relay.endpoints.EndpointRegistry;
import org.securecontext.relay.operators.OperatorEvents;
import org.securecontext.relay.records.ReadRecord;
import org.securecontext.relay.records.RecordWriter;
import org.securecontext.relay.records.TopicFollower;
import org.securecontext.relay.retries.RetryTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/** The parts that list, redeliver and discard dead letters. */
@Configuration(proxyBeanMethods = false)
class DeadLettersConfiguration {

    @Bean
    LetterShelf letterShelf() {
        return new LetterShelf(LetterShelf.MOST);
    }

    @Bean
    TopicFollower lettersFollower(ConsumerFactory<byte[], byte[]> consumers, LetterShelf shelf) {
        return new TopicFollower(
                OperatorConfiguration.groupless(consumers, "dead-letters"),
                Topics.WEBHOOK_DEAD_LETTERS,
                Shard.COUNT,
                Long.MAX_VALUE,
                shelf::accept);
    }

    @Bean
    LetterWrites letterWrites(RecordWriter writer, LetterShelf shelf, OperatorEvents events) {
        return new LetterWrites(writer, shelf, events);
    }

    @Bean
    FindLetters findLetters(LetterShelf shelf, ReadRecord readRecord) {
        return new FindLetters(shelf, readRecord);
    }

    @Bean
    RedeliverLetters redeliverLetters(
            LetterShelf shelf,
            ReadRecord readRecord,
            EndpointRegistry endpoints,
            RetryTopic retries,
            LetterWrites writes,
            Clock clock) {
        return new RedeliverLetters(shelf, readRecord, endpoints, retries, writes, clock);
    }

    @Bean
    DiscardLetter discardLetter(LetterWrites writes) {
        return new DiscardLetter(writes);
    }
}
