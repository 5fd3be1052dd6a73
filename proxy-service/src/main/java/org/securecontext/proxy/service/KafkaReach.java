package org.securecontext.proxy.service;

import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.kafka.KafkaSettings;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Whether a Kafka broker answers; asked at most once in five seconds. */
@Component
final class KafkaReach implements DisposableBean {

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final KafkaSettings settings;
    private final Mono<Boolean> reachable;
    private @Nullable Admin admin;

    KafkaReach(KafkaSettings settings) {
        this.settings = settings;
        this.reachable = Mono.fromCallable(this::admin)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(KafkaReach::ask)
                .timeout(DEADLINE)
                .onErrorReturn(false)
                .cache(REMEMBERED);
    }

    /** Never fails. */
    Mono<Boolean> isReachable() {
        return reachable;
    }

    private static Mono<Boolean> ask(Admin admin) {
        return Mono.fromCompletionStage(
                        () -> admin.describeCluster().clusterId().toCompletionStage())
                .hasElement();
    }

    /** Made when first asked, since no address may resolve while Kafka is away. Fails with {@link KafkaException}. */
    private synchronized Admin admin() {
        Admin made = admin;
        if (made == null) {
            made = Admin.create(settings.clientProperties());
            admin = made;
        }
        return made;
    }

    @Override
    public synchronized void destroy() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
