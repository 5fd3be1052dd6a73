package org.securecontext.events.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Shard;
import org.securecontext.events.Topics;

/**
 * The topics of the protocol, as they are created and checked.
 *
 * @param topics each with partitions and configuration
 * @param replicationFactor what is asked of each, null for the broker's default
 * @param minInsyncReplicas what is asked of each, null for the broker's default
 */
public record TopicPlan(
        List<NewTopic> topics,
        @Nullable Short replicationFactor,
        @Nullable Integer minInsyncReplicas) {

    private static final int LARGEST_RECORD = 2 * 1024 * 1024;
    private static final short PRODUCTION_REPLICAS = 3;
    private static final int PRODUCTION_INSYNC = 2;

    /** Copies the list. */
    public TopicPlan {
        topics = List.copyOf(topics);
    }

    /** The plan of these settings; {@code production} asks for 3 replicas of which 2 are in sync, unless set otherwise. */
    public static TopicPlan of(TopicSettings settings, boolean production) {
        Short replicas = settings.replicationFactor();
        Integer insync = settings.minInsyncReplicas();
        if (production) {
            replicas = replicas == null ? Short.valueOf(PRODUCTION_REPLICAS) : replicas;
            insync = insync == null ? Integer.valueOf(PRODUCTION_INSYNC) : insync;
        }
        Map<String, String> events = deleted(settings.eventRetention());
        Map<String, String> parked = deleted(settings.eventRetention());
        parked.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_RECORD));
        Map<String, String> retries = compacted();
        retries.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_RECORD));
        Topic topic = new Topic(replicas, insync);
        return new TopicPlan(
                List.of(
                        topic.of(Topics.TOKEN_EVENTS, Shard.COUNT, events),
                        topic.of(Topics.OPERATOR_EVENTS, 1, events),
                        topic.of(Topics.WEBHOOK_RETRIES, Shard.COUNT, retries),
                        topic.of(Topics.WEBHOOK_ATTEMPTS, Shard.COUNT, deleted(settings.attemptRetention())),
                        topic.of(Topics.WEBHOOK_DEAD_LETTERS, Shard.COUNT, parked),
                        topic.of(Topics.WEBHOOK_ENDPOINTS, 1, compacted()),
                        topic.of(Topics.WEBHOOK_REPLAYS, 1, compacted())),
                replicas,
                insync);
    }

    /** The same plan for a service that needs only some of the topics. */
    public TopicPlan only(String... names) {
        List<String> wanted = List.of(names);
        return new TopicPlan(
                topics.stream().filter(topic -> wanted.contains(topic.name())).toList(),
                replicationFactor,
                minInsyncReplicas);
    }

    private static Map<String, String> deleted(Duration retention) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        configuration.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
        return configuration;
    }

    private static Map<String, String> compacted() {
        Map<String, String> configuration = new HashMap<>();
        configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        configuration.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, millis(Duration.ofMinutes(10)));
        configuration.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(16 * 1024 * 1024));
        configuration.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, millis(Duration.ofHours(24)));
        return configuration;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    private record Topic(@Nullable Short replicas, @Nullable Integer insync) {

        NewTopic of(String name, int partitions, Map<String, String> configuration) {
            Map<String, String> all = new HashMap<>(configuration);
            all.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
            all.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
            if (insync != null) {
                all.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, insync.toString());
            }
            return new NewTopic(name, Optional.of(partitions), Optional.ofNullable(replicas)).configs(all);
        }
    }
}
