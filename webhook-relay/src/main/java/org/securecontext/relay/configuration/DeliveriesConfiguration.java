package org.securecontext.relay.configuration;

import java.time.Clock;
import org.securecontext.events.Shard;
import org.securecontext.events.Topics;
import org.securecontext.relay.deliveries.DeliverySettings;
import org.securecontext.relay.deliveries.FindDeliveries;
import org.securecontext.relay.deliveries.MinuteCounts;
import org.securecontext.relay.deliveries.OlderAttempts;
import org.securecontext.relay.deliveries.RecentAttempts;
import org.securecontext.relay.deliveries.ResendDelivery;
import org.securecontext.relay.endpointapi.FindEndpoint;
import org.securecontext.relay.operators.OperatorEvents;
import org.securecontext.relay.records.ReadRecord;
import org.securecontext.relay.records.TopicFollower;
import org.securecontext.relay.retries.RetryTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/** The parts that find deliveries and send them again. */
@Configuration(proxyBeanMethods = false)
class DeliveriesConfiguration {

    @Bean
    ReadRecord readRecord(ConsumerFactory<byte[], byte[]> consumers) {
        return new ReadRecord(OperatorConfiguration.groupless(consumers, "record"));
    }

    @Bean
    MinuteCounts minuteCounts(Clock clock) {
        return new MinuteCounts(clock);
    }

    @Bean
    RecentAttempts recentAttempts(DeliverySettings settings, MinuteCounts counts) {
        return new RecentAttempts(settings.recentAttempts(), counts);
    }

    @Bean
    TopicFollower attemptsFollower(
            ConsumerFactory<byte[], byte[]> consumers, RecentAttempts recent, DeliverySettings settings) {
        return new TopicFollower(
                OperatorConfiguration.groupless(consumers, "attempts"),
                Topics.WEBHOOK_ATTEMPTS,
                Shard.COUNT,
                settings.recentAttempts() / Shard.COUNT + 1,
                recent::accept);
    }

    @Bean
    FindDeliveries findDeliveries(RecentAttempts recent, ConsumerFactory<byte[], byte[]> consumers, Clock clock) {
        return new FindDeliveries(
                recent, new OlderAttempts(OperatorConfiguration.groupless(consumers, "older-attempts")), clock);
    }

    @Bean
    ResendDelivery resendDelivery(
            FindEndpoint findEndpoint,
            FindDeliveries findDeliveries,
            ReadRecord readRecord,
            RetryTopic retries,
            OperatorEvents events,
            Clock clock) {
        return new ResendDelivery(findEndpoint, findDeliveries, readRecord, retries, events, clock);
    }
}
