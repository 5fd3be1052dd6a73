package org.securecontext.relay.configuration;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.kafka.clients.consumer.Consumer;
import org.securecontext.relay.attempts.AttemptLog;
import org.securecontext.relay.deadletters.DeadLetterTopic;
import org.securecontext.relay.delivery.DeliverWebhook;
import org.securecontext.relay.delivery.EndpointClient;
import org.securecontext.relay.delivery.SignWebhook;
import org.securecontext.relay.endpoints.DeclaredEndpoints;
import org.securecontext.relay.endpoints.EndpointRegistry;
import org.securecontext.relay.endpoints.EndpointsReader;
import org.securecontext.relay.endpoints.EndpointsTopic;
import org.securecontext.relay.endpoints.WebhookSettings;
import org.securecontext.relay.lanes.CreationTurn;
import org.securecontext.relay.lanes.LaneFactory;
import org.securecontext.relay.lanes.LaneServices;
import org.securecontext.relay.lanes.LaneSettings;
import org.securecontext.relay.lanes.LaneSupervisor;
import org.securecontext.relay.lanes.Positions;
import org.securecontext.relay.records.EventReader;
import org.securecontext.relay.records.RecordWriter;
import org.securecontext.relay.retries.RetriesReader;
import org.securecontext.relay.retries.RetryBook;
import org.securecontext.relay.retries.RetryTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;

/** The relay's own parts. */
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService relayTimer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(2, task -> new Thread(task, "relay-timer"));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    @Bean
    EndpointRegistry endpointRegistry(WebhookSettings webhook, RelaySettings relay, Environment environment) {
        return new EndpointRegistry(new DeclaredEndpoints(webhook, relay.isProduction(), environment).read());
    }

    @Bean
    EndpointsTopic endpointsTopic(RecordWriter writer, RelaySettings relay) {
        return new EndpointsTopic(writer, relay.sealedBox());
    }

    @Bean
    EndpointsReader endpointsReader(
            ConsumerFactory<byte[], byte[]> consumers, EndpointsTopic topic, EndpointRegistry registry) {
        return new EndpointsReader(groupless(consumers, "endpoints"), topic, registry);
    }

    @Bean
    RetryBook retryBook() {
        return new RetryBook();
    }

    @Bean
    RetriesReader retriesReader(ConsumerFactory<byte[], byte[]> consumers, RetryBook book) {
        return new RetriesReader(groupless(consumers, "retries"), book);
    }

    @Bean
    EndpointClient endpointClient(
            CloseableHttpAsyncClient webhookHttpClient, ScheduledExecutorService relayTimer, Clock clock) {
        return new EndpointClient(webhookHttpClient, relayTimer, clock);
    }

    @Bean
    DeliverWebhook deliverWebhook(
            SignWebhook sign,
            EndpointClient client,
            RetryRegistry retries,
            ScheduledExecutorService relayTimer,
            Clock clock) {
        return new DeliverWebhook(sign, client, retries, relayTimer, clock);
    }

    @Bean
    LaneServices laneServices(
            EventReader reader,
            DeliverWebhook deliver,
            Retries retries,
            DeadLetterTopic deadLetters,
            AttemptLog attempts,
            Clock clock) {
        return new LaneServices(
                reader,
                deliver::sign,
                retries.topic(),
                retries.book(),
                retries.reader()::caughtUp,
                deadLetters,
                attempts,
                clock);
    }

    @Bean
    Retries retries(RetryTopic topic, RetryBook book, RetriesReader reader) {
        return new Retries(topic, book, reader);
    }

    @Bean
    LaneFactory.Resilience resilience(CircuitBreakerRegistry breakers, RateLimiterRegistry rateLimiters) {
        return new LaneFactory.Resilience(breakers, rateLimiters);
    }

    @Bean
    LaneFactory laneFactory(
            LaneServices services,
            LaneSettings settings,
            ConsumerFactory<byte[], byte[]> consumers,
            LaneFactory.Resilience resilience,
            MeterRegistry meters,
            EndpointsTopic endpoints) {
        return new LaneFactory(
                services,
                settings,
                group -> consumers.createConsumer(group, group, "-" + UUID.randomUUID()),
                resilience,
                meters,
                endpoint -> {
                    var unused = endpoints.putState(endpoint, "gone");
                });
    }

    @Bean
    LaneSupervisor laneSupervisor(
            EndpointRegistry registry,
            EndpointsTopic topic,
            Positions positions,
            CreationTurn turn,
            LaneFactory factory,
            LaneSettings settings) {
        return new LaneSupervisor(registry, topic, positions, turn, factory, settings);
    }

    private static Supplier<Consumer<byte[], byte[]>> groupless(
            ConsumerFactory<byte[], byte[]> consumers, String purpose) {
        return () -> consumers.createConsumer(null, "scp-webhook-relay-" + purpose, "-" + UUID.randomUUID());
    }

    /** The three parts of durable retries. */
    record Retries(RetryTopic topic, RetryBook book, RetriesReader reader) {}
}
