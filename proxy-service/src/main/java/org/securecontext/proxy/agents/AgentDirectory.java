package org.securecontext.proxy.agents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.identity.AgentId;

/** One state of the agents file. */
final class AgentDirectory {

    private final Map<AgentId, Agent> agents;
    private final Map<Long, List<Key>> keys;

    private AgentDirectory(Map<AgentId, Agent> agents, Map<Long, List<Key>> keys) {
        this.agents = Map.copyOf(agents);
        this.keys = Map.copyOf(keys);
    }

    static AgentDirectory empty() {
        return new Builder().build();
    }

    @Nullable
    Agent find(AgentId id) {
        return agents.get(id);
    }

    @Nullable
    Agent byKey(String presented) {
        byte[] digest = ApiKey.sha256(presented);
        long bucket = KeyHash.bucket(digest);
        for (Key key : keys.getOrDefault(bucket, List.of())) {
            if (key.hash().isOf(digest)) {
                return key.agent();
            }
        }
        return null;
    }

    int size() {
        return agents.size();
    }

    private record Key(KeyHash hash, Agent agent) {}

    /** Collects agents; an API key belongs to one agent only. */
    static final class Builder {

        private final Map<AgentId, Agent> agents = new HashMap<>();
        private final Map<Long, List<Key>> keys = new HashMap<>();

        /** Fails with an {@link IllegalArgumentException} when a key stands twice. */
        void add(Agent agent, List<KeyHash> hashes) {
            for (KeyHash hash : hashes) {
                List<Key> bucket = keys.computeIfAbsent(hash.bucket(), number -> new ArrayList<>());
                if (bucket.stream().anyMatch(key -> key.hash().equals(hash))) {
                    throw new IllegalArgumentException("has an API key that stands twice");
                }
                bucket.add(new Key(hash, agent));
            }
            agents.put(agent.id(), agent);
        }

        AgentDirectory build() {
            return new AgentDirectory(agents, keys);
        }
    }
}
