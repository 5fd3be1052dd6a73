package org.securecontext.endtoend.evidence;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What callers asked of the gateway and what they know of the outcome. An operation begins before its request leaves; one
 * that begins and is never acknowledged may or may not have happened. Safe for many threads.
 */
public final class OperationLog {

    private final AtomicLong flowsBegun = new AtomicLong();
    private final AtomicLong createsBegun = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong denialsBegun = new AtomicLong();
    private final AtomicLong denialsAnswered = new AtomicLong();
    private final Map<String, Retrievals> sessions = new ConcurrentHashMap<>();

    /** A browser is about to ask for a flow that would end in a callback. */
    public void flowBegins() {
        flowsBegun.incrementAndGet();
    }

    /** A callback that would create a session is about to be sent. */
    public void createBegins() {
        createsBegun.incrementAndGet();
    }

    /** The gateway answered a callback with this session id. */
    public void createAcknowledged(String sessionId) {
        sessions.put(sessionId, new Retrievals());
        acknowledged.incrementAndGet();
    }

    /** A request for the token of an acknowledged session is about to be sent. */
    public void retrieveBegins(String sessionId) {
        of(sessionId).begun.incrementAndGet();
    }

    /** The gateway handed the token out. */
    public void retrieveAcknowledged(String sessionId) {
        of(sessionId).acknowledged.incrementAndGet();
        acknowledged.incrementAndGet();
    }

    /** A call that has to be denied is about to be sent. */
    public void denialBegins() {
        denialsBegun.incrementAndGet();
    }

    /** The gateway denied it. */
    public void denialAnswered() {
        denialsAnswered.incrementAndGet();
    }

    /** How many calls the gateway denied. */
    public long denialsAnswered() {
        return denialsAnswered.get();
    }

    /** How many operations the gateway has acknowledged. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** The ids of all sessions whose creation was acknowledged. */
    public Set<String> sessions() {
        return Set.copyOf(sessions.keySet());
    }

    long flowsWithoutSession() {
        return Math.max(0, flowsBegun.get() - sessions.size());
    }

    long denialsBegun() {
        return denialsBegun.get();
    }

    long createsWithoutAnswer() {
        return createsBegun.get() - sessions.size();
    }

    boolean knows(String sessionId) {
        return sessions.containsKey(sessionId);
    }

    int retrievalsAcknowledged(String sessionId) {
        return knows(sessionId) ? of(sessionId).acknowledged.get() : 0;
    }

    int retrievalsBegun(String sessionId) {
        return knows(sessionId) ? of(sessionId).begun.get() : 0;
    }

    private Retrievals of(String sessionId) {
        Retrievals retrievals = sessions.get(sessionId);
        if (retrievals == null) {
            throw new IllegalStateException("No acknowledged session " + sessionId);
        }
        return retrievals;
    }

    private static final class Retrievals {

        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger acknowledged = new AtomicInteger();
    }
}
