package org.securecontext.relay.configuration;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.securecontext.events.kafka.KafkaSettings;
import org.securecontext.relay.addresses.AddressRules;
import org.securecontext.relay.endpointapi.ReadRequest;
import org.securecontext.relay.endpoints.WebhookSettings;
import org.securecontext.relay.lanes.EventRange;
import org.securecontext.relay.lanes.GroupLag;
import org.securecontext.relay.operators.AdminKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/** What operators look at and do. */
@Configuration(proxyBeanMethods = false)
class OperatorConfiguration {

    @Bean
    AdminKey adminKey(RelaySettings relay) {
        return relay.operatorKey();
    }

    @Bean
    BindAddress bindAddress(RelaySettings relay) {
        return new BindAddress(relay);
    }

    @Bean
    DevelopmentWarning developmentWarning(RelaySettings relay) {
        return new DevelopmentWarning(relay);
    }

    @Bean
    GroupLag groupLag(KafkaSettings kafka) {
        return new GroupLag(() -> Admin.create(kafka.clientProperties()));
    }

    @Bean
    EventRange eventRange(ConsumerFactory<byte[], byte[]> consumers, KafkaSettings kafka, Clock clock) {
        return new EventRange(groupless(consumers, "range"), () -> Admin.create(kafka.clientProperties()), clock);
    }

    @Bean
    ReadRequest readRequest(WebhookSettings webhook, RelaySettings relay, AddressRules rules) {
        return new ReadRequest(webhook, relay.isProduction(), rules);
    }

    static Supplier<Consumer<byte[], byte[]>> groupless(ConsumerFactory<byte[], byte[]> consumers, String purpose) {
        return () -> consumers.createConsumer(null, "scp-webhook-relay-" + purpose, "-" + UUID.randomUUID());
    }
}
