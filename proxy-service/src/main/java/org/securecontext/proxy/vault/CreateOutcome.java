package org.securecontext.proxy.vault;

import java.util.function.Function;
import org.securecontext.proxy.identity.SessionId;

/** What became of a new session. */
public sealed interface CreateOutcome {

    /** The result of the function for the case that this is. */
    <R> R fold(
            Function<Created, R> created,
            Function<LimitReached, R> limitReached,
            Function<AuditUnavailable, R> auditUnavailable,
            Function<RequestGone, R> requestGone);

    /** The session is stored and its event is in the outbox. */
    record Created(SessionId sessionId) implements CreateOutcome {
        @Override
        public <R> R fold(
                Function<Created, R> created,
                Function<LimitReached, R> limitReached,
                Function<AuditUnavailable, R> auditUnavailable,
                Function<RequestGone, R> requestGone) {
            return created.apply(this);
        }
    }

    /** {@code SCP_MAX_CONCURRENT_SESSIONS} live sessions exist. */
    record LimitReached() implements CreateOutcome {
        @Override
        public <R> R fold(
                Function<Created, R> created,
                Function<LimitReached, R> limitReached,
                Function<AuditUnavailable, R> auditUnavailable,
                Function<RequestGone, R> requestGone) {
            return limitReached.apply(this);
        }
    }

    /** The outbox is full: nothing was stored. */
    record AuditUnavailable() implements CreateOutcome {
        @Override
        public <R> R fold(
                Function<Created, R> created,
                Function<LimitReached, R> limitReached,
                Function<AuditUnavailable, R> auditUnavailable,
                Function<RequestGone, R> requestGone) {
            return auditUnavailable.apply(this);
        }
    }

    /** The authorization request is over: expired, unknown or already completed by another session. */
    record RequestGone() implements CreateOutcome {
        @Override
        public <R> R fold(
                Function<Created, R> created,
                Function<LimitReached, R> limitReached,
                Function<AuditUnavailable, R> auditUnavailable,
                Function<RequestGone, R> requestGone) {
            return requestGone.apply(this);
        }
    }
}
