package org.securecontext.proxy.vault;

import java.util.function.Function;

/** What became of a request for a token. */
public sealed interface ReadOutcome {

    /** The result of the function for the case that this is. */
    <R> R fold(
            Function<Released, R> released,
            Function<NotFound, R> notFound,
            Function<NotOwner, R> notOwner,
            Function<ReauthorizationRequired, R> reauthorizationRequired,
            Function<AuditUnavailable, R> auditUnavailable,
            Function<Unreadable, R> unreadable,
            Function<ProviderFailed, R> providerFailed);

    /** The token may leave: its event is in the outbox. */
    record Released(ReleasedToken token) implements ReadOutcome {
        @Override
        public <R> R fold(
                Function<Released, R> released,
                Function<NotFound, R> notFound,
                Function<NotOwner, R> notOwner,
                Function<ReauthorizationRequired, R> reauthorizationRequired,
                Function<AuditUnavailable, R> auditUnavailable,
                Function<Unreadable, R> unreadable,
                Function<ProviderFailed, R> providerFailed) {
            return released.apply(this);
        }
    }

    /** Unknown or expired. */
    record NotFound() implements ReadOutcome {
        @Override
        public <R> R fold(
                Function<Released, R> released,
                Function<NotFound, R> notFound,
                Function<NotOwner, R> notOwner,
                Function<ReauthorizationRequired, R> reauthorizationRequired,
                Function<AuditUnavailable, R> auditUnavailable,
                Function<Unreadable, R> unreadable,
                Function<ProviderFailed, R> providerFailed) {
            return notFound.apply(this);
        }
    }

    /** The session belongs to another agent; to the caller it looks like {@link NotFound}. */
    record NotOwner() implements ReadOutcome {
        @Override
        public <R> R fold(
                Function<Released, R> released,
                Function<NotFound, R> notFound,
                Function<NotOwner, R> notOwner,
                Function<ReauthorizationRequired, R> reauthorizationRequired,
                Function<AuditUnavailable, R> auditUnavailable,
                Function<Unreadable, R> unreadable,
                Function<ProviderFailed, R> providerFailed) {
            return notOwner.apply(this);
        }
    }

    /** The access token is dead and its refresh token, if any, too: the person has to consent again. */
    record ReauthorizationRequired() implements ReadOutcome {
        @Override
        public <R> R fold(
                Function<Released, R> released,
                Function<NotFound, R> notFound,
                Function<NotOwner, R> notOwner,
                Function<ReauthorizationRequired, R> reauthorizationRequired,
                Function<AuditUnavailable, R> auditUnavailable,
                Function<Unreadable, R> unreadable,
                Function<ProviderFailed, R> providerFailed) {
            return reauthorizationRequired.apply(this);
        }
    }

    /** The outbox is full: no token leaves without its event. */
    record AuditUnavailable() implements ReadOutcome {
        @Override
        public <R> R fold(
                Function<Released, R> released,
                Function<NotFound, R> notFound,
                Function<NotOwner, R> notOwner,
                Function<ReauthorizationRequired, R> reauthorizationRequired,
                Function<AuditUnavailable, R> auditUnavailable,
                Function<Unreadable, R> unreadable,
                Function<ProviderFailed, R> providerFailed) {
            return auditUnavailable.apply(this);
        }
    }

    /** The stored token cannot be opened: its key is missing, or it was changed. */
    record Unreadable() implements ReadOutcome {
        @Override
        public <R> R fold(
                Function<Released, R> released,
                Function<NotFound, R> notFound,
                Function<NotOwner, R> notOwner,
                Function<ReauthorizationRequired, R> reauthorizationRequired,
                Function<AuditUnavailable, R> auditUnavailable,
                Function<Unreadable, R> unreadable,
                Function<ProviderFailed, R> providerFailed) {
            return unreadable.apply(this);
        }
    }

    /** The access token is dead and the provider did not renew it now; a later call may succeed. */
    record ProviderFailed(boolean timeout) implements ReadOutcome {
        @Override
        public <R> R fold(
                Function<Released, R> released,
                Function<NotFound, R> notFound,
                Function<NotOwner, R> notOwner,
                Function<ReauthorizationRequired, R> reauthorizationRequired,
                Function<AuditUnavailable, R> auditUnavailable,
                Function<Unreadable, R> unreadable,
                Function<ProviderFailed, R> providerFailed) {
            return providerFailed.apply(this);
        }
    }
}
