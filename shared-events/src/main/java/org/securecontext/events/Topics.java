package org.securecontext.events;

/** The names of the Kafka topics; a fixed contract with every consumer. */
public final class Topics {

    /** The audit trail: CloudEvents in binary mode, key = session id, partition = shard, 16 partitions. */
    public static final String TOKEN_EVENTS = "scp.token-events";

    /** What operators of the relay did, as CloudEvents in binary mode. */
    public static final String OPERATOR_EVENTS = "scp.operator-events";

    /** Open retries of failed webhook attempts (compacted), partition = that of the source record. */
    public static final String WEBHOOK_RETRIES = "scp.webhook.retries";

    /** Every webhook attempt with its outcome. */
    public static final String WEBHOOK_ATTEMPTS = "scp.webhook.attempts";

    /** Events whose attempts are used up, and records that are no event. */
    public static final String WEBHOOK_DEAD_LETTERS = "scp.webhook.dead-letters";

    /** Webhook endpoints set by operators (compacted, one partition). */
    public static final String WEBHOOK_ENDPOINTS = "scp.webhook.endpoints";

    /** Replay jobs (compacted). */
    public static final String WEBHOOK_REPLAYS = "scp.webhook.replays";

    private Topics() {}
}
