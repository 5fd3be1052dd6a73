package org.securecontext.events.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Compares topics that exist with the plan. */
final class TopicCheck {

    private final TopicPlan plan;
    private final boolean production;
    private final List<String> problems;

    TopicCheck(TopicPlan plan, boolean production, List<String> problems) {
        this.plan = plan;
        this.production = production;
        this.problems = problems;
    }

    static List<ConfigResource> resources(Collection<String> topics) {
        return topics.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
    }

    void partitions(Map<String, TopicDescription> found) {
        for (NewTopic topic : plan.topics()) {
            TopicDescription description = found.get(topic.name());
            if (description != null && description.partitions().size() != topic.numPartitions()) {
                problems.add("The topic " + topic.name() + " has "
                        + description.partitions().size() + " partitions and must have " + topic.numPartitions());
            }
        }
    }

    void safety(Map<String, TopicDescription> found, Map<String, Map<String, String>> configurations) {
        found.forEach((name, description) -> {
            Map<String, String> configuration = configurations.getOrDefault(name, Map.of());
            int replicas = description.partitions().stream()
                    .map(TopicPartitionInfo::replicas)
                    .mapToInt(List::size)
                    .min()
                    .orElse(0);
            Short wanted = plan.replicationFactor();
            if (wanted != null && replicas < wanted) {
                problems.add("The topic " + name + " has " + replicas + " replicas and production wants " + wanted
                        + " (SCP_KAFKA_REPLICATION_FACTOR)");
            }
            Integer insync = plan.minInsyncReplicas();
            String actual = configuration.getOrDefault(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1");
            if (insync != null && Integer.parseInt(actual) < insync) {
                problems.add("The topic " + name + " has min.insync.replicas=" + actual + " and production wants "
                        + insync + " (SCP_KAFKA_MIN_INSYNC_REPLICAS)");
            }
            if ("true".equals(configuration.get(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG))) {
                problems.add("The topic " + name
                        + " allows unclean leader election: set unclean.leader.election.enable=false");
            }
        });
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Short replicas = plan.replicationFactor();
        Integer insync = plan.minInsyncReplicas();
        if (production && ((replicas != null && replicas < 3) || (insync != null && insync < 2))) {
            warnings.add("Topics are kept on " + replicas + " brokers with min.insync.replicas=" + insync
                    + ": the loss of one broker can lose acknowledged events");
        }
        return warnings;
    }
}
