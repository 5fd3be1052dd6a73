package org.securecontext.proxy.outbox;

import java.time.Duration;
import java.util.List;
import org.securecontext.events.Topics;
import org.securecontext.events.kafka.EnsureTopics;
import org.securecontext.events.kafka.KafkaSettings;
import org.securecontext.events.kafka.TopicPlan;
import org.securecontext.events.kafka.TopicsOutcome;
import org.securecontext.proxy.configuration.GatewaySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Whether the audit topic exists as it must be; made where the service may. */
@Component
class ReadyTopics {

    private static final Logger log = LoggerFactory.getLogger(ReadyTopics.class);
    private static final Duration STEP = Duration.ofSeconds(5);

    private final EnsureTopics ensure;

    ReadyTopics(KafkaSettings kafka, GatewaySettings gateway) {
        boolean production = !gateway.isDevelopment();
        TopicPlan plan = TopicPlan.of(kafka.topics(), production).only(Topics.TOKEN_EVENTS);
        this.ensure = new EnsureTopics(kafka, plan, production, STEP);
    }

    /** Looks once and logs what is wrong; blocks up to some seconds. Nothing is published before this is true. */
    boolean areReady() {
        TopicsOutcome outcome = ensure.ensure();
        return outcome.fold(
                ready -> ready(ready.warnings()),
                unsuitable -> notReady(unsuitable.problems()),
                unreachable -> notReady(List.of("Kafka cannot be reached: " + unreachable.cause())));
    }

    private static boolean ready(List<String> warnings) {
        warnings.forEach(warning -> log.atWarn().log(warning));
        return true;
    }

    private static boolean notReady(List<String> problems) {
        problems.forEach(problem -> log.atError().addKeyValue("error", problem).log("Events wait in the outbox"));
        return false;
    }
}
