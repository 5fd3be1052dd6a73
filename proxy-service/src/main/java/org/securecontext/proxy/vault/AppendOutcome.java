package org.securecontext.proxy.vault;

import java.util.function.Function;
import org.securecontext.events.EventId;

/** What became of an event without a session's change. */
public sealed interface AppendOutcome {

    /** The result of the function for the case that this is. */
    <R> R fold(Function<Appended, R> appended, Function<AuditUnavailable, R> auditUnavailable);

    /** The event is in the outbox. */
    record Appended(EventId eventId) implements AppendOutcome {
        @Override
        public <R> R fold(Function<Appended, R> appended, Function<AuditUnavailable, R> auditUnavailable) {
            return appended.apply(this);
        }
    }

    /** The outbox is full: nothing was written. */
    record AuditUnavailable() implements AppendOutcome {
        @Override
        public <R> R fold(Function<Appended, R> appended, Function<AuditUnavailable, R> auditUnavailable) {
            return auditUnavailable.apply(this);
        }
    }
}
