package org.securecontext.proxy.vault;

import java.util.function.Function;

/** What became of a revocation. */
public sealed interface RevokeOutcome {

    /** The result of the function for the case that this is. */
    <R> R fold(Function<Revoked, R> revoked, Function<NotFound, R> notFound, Function<NotOwner, R> notOwner);

    /** The session is gone and its event is in the outbox; says whether the provider confirmed too (RFC 7009). */
    record Revoked(boolean atProvider) implements RevokeOutcome {
        @Override
        public <R> R fold(
                Function<Revoked, R> revoked, Function<NotFound, R> notFound, Function<NotOwner, R> notOwner) {
            return revoked.apply(this);
        }
    }

    /** Unknown or expired. */
    record NotFound() implements RevokeOutcome {
        @Override
        public <R> R fold(
                Function<Revoked, R> revoked, Function<NotFound, R> notFound, Function<NotOwner, R> notOwner) {
            return notFound.apply(this);
        }
    }

    /** The session belongs to another agent. */
    record NotOwner() implements RevokeOutcome {
        @Override
        public <R> R fold(
                Function<Revoked, R> revoked, Function<NotFound, R> notFound, Function<NotOwner, R> notOwner) {
            return notOwner.apply(this);
        }
    }
}
