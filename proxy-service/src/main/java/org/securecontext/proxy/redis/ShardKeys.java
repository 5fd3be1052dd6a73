package org.securecontext.proxy.redis;

import org.securecontext.events.Shard;

/** The names of a shard's keys. They share its hash tag, so that a script touches one slot of a Redis Cluster. */
public final class ShardKeys {

    private final String prefix;

    /** The keys of this shard. */
    public ShardKeys(Shard shard) {
        this.prefix = "scp:" + shard.hashTag() + ":";
    }

    /** A session's facts and sealed tokens (hash). */
    public String session(String sessionId) {
        return prefix + "session:" + sessionId;
    }

    /** All sessions by the time at which they end (sorted set). */
    public String due() {
        return prefix + "due";
    }

    /** An agent's sessions by the time of their creation (sorted set). */
    public String agent(String agentId) {
        return prefix + "agent:" + agentId;
    }

    /** Counters of sessions, in all, by provider and by agent (hash). */
    public String counters() {
        return prefix + "counters";
    }

    /** How many calls of an agent were denied in a minute, until that is an event (hash). */
    public String denials() {
        return prefix + "denials";
    }

    /** The events that Kafka has not confirmed (stream). */
    public String outbox() {
        return prefix + "outbox";
    }

    /** The number of the newest event (counter). */
    public String sequence() {
        return prefix + "sequence";
    }

    /** Who publishes the outbox (lease). */
    public String publisher() {
        return prefix + "publisher";
    }

    /** How often the publisher changed (counter, the fencing token). */
    public String fence() {
        return prefix + "fence";
    }

    /** The replicas that are alive, by when they were last seen (sorted set). */
    public String replicas() {
        return prefix + "replicas";
    }

    /** Who sweeps the shard (lease). */
    public String sweep() {
        return prefix + "sweep";
    }

    /** Who refreshes a session's tokens (lease). */
    public String flight(String sessionId) {
        return prefix + "flight:" + sessionId;
    }

    /** That a request was served, by which a repeat is recognised. */
    public String once(String requestId) {
        return prefix + "once:" + requestId;
    }

    /** A pending authorization (hash, at most 10 minutes). */
    public String authorization(String requestId) {
        return prefix + "authorization:" + requestId;
    }

    /** A browser on its way to a provider and back, by the SHA-256 of its state (hash, at most 10 minutes). */
    public String flow(String stateHash) {
        return prefix + "flow:" + stateHash;
    }

    /** How many calls of an agent were leased in this window (hash). */
    public String rate(String agentId) {
        return prefix + "rate:" + agentId;
    }
}
