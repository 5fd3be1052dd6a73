package org.securecontext.events.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics of a plan that are missing, where this client may, and checks those that exist: partitions always,
 * and in production replication, {@code min.insync.replicas} and unclean election. It changes no existing topic.
 */
public final class EnsureTopics {

    private final KafkaSettings settings;
    private final TopicPlan plan;
    private final boolean production;
    private final Duration timeout;

    /**
     * A check of these topics.
     *
     * @param production whether topics must survive the loss of a broker
     * @param timeout how long Kafka may take for each step before it counts as unreachable
     */
    public EnsureTopics(KafkaSettings settings, TopicPlan plan, boolean production, Duration timeout) {
        this.settings = settings;
        this.plan = plan;
        this.production = production;
        this.timeout = timeout;
    }

    /**
     * Creates and checks; blocks up to a few timeouts.
     *
     * @throws org.securecontext.events.configuration.InvalidConfiguration when the settings themselves are wrong
     */
    public TopicsOutcome ensure() {
        Map<String, Object> properties = new HashMap<>(settings.clientProperties());
        int millis = Math.toIntExact(timeout.toMillis());
        properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "scp-topics");
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "500");
        try (Admin admin = Admin.create(properties)) {
            return ensure(admin);
        } catch (AuthenticationException e) {
            return new TopicsOutcome.Unsuitable(
                    List.of("Kafka refuses this client (SCP_KAFKA_SASL_*, SCP_KAFKA_TLS_*): " + e.getMessage()));
        } catch (KafkaException e) {
            return new TopicsOutcome.Unreachable(String.valueOf(e.getMessage()));
        }
    }

    private TopicsOutcome ensure(Admin admin) {
        List<String> problems = new ArrayList<>();
        Map<String, TopicDescription> found = describe(admin);
        List<NewTopic> missing = plan.topics().stream()
                .filter(topic -> !found.containsKey(topic.name()))
                .toList();
        if (!missing.isEmpty()) {
            create(admin, missing, problems);
        }
        TopicCheck check = new TopicCheck(plan, production, problems);
        check.partitions(found);
        if (production) {
            check.safety(found, configurations(admin, found));
        }
        return problems.isEmpty() ? new TopicsOutcome.Ready(check.warnings()) : new TopicsOutcome.Unsuitable(problems);
    }

    private Map<String, TopicDescription> describe(Admin admin) {
        List<String> names = plan.topics().stream().map(NewTopic::name).toList();
        Map<String, TopicDescription> found = new HashMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, description) -> {
            try {
                found.put(name, await(description));
            } catch (UnknownTopicOrPartitionException e) {
                // Absent: it is created next.
            }
        });
        return found;
    }

    private void create(Admin admin, List<NewTopic> missing, List<String> problems) {
        if (!settings.topics().create()) {
            missing.forEach(topic -> problems.add("The topic " + topic.name()
                    + " is missing and SCP_KAFKA_CREATE_TOPICS is false: create it with "
                    + topic.numPartitions() + " partitions"));
            return;
        }
        admin.createTopics(missing).values().forEach((name, created) -> {
            try {
                await(created);
            } catch (TopicExistsException e) {
                // Another replica was faster.
            } catch (RetriableException e) {
                throw e;
            } catch (ApiException e) {
                problems.add("The topic " + name + " is missing and cannot be created: " + e.getMessage());
            }
        });
    }

    private Map<String, Map<String, String>> configurations(Admin admin, Map<String, TopicDescription> found) {
        Map<String, Map<String, String>> all = new HashMap<>();
        admin.describeConfigs(TopicCheck.resources(found.keySet())).values().forEach((resource, future) -> {
            Map<String, String> values = new HashMap<>();
            await(future).entries().forEach(entry -> values.put(entry.name(), String.valueOf(entry.value())));
            all.put(resource.name(), values);
        });
        return all;
    }

    private <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(timeout.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            throw new KafkaException(e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new KafkaException("Kafka did not answer within " + timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while waiting for Kafka", e);
        }
    }
}
