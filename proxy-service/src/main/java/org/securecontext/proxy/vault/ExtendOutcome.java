package org.securecontext.proxy.vault;

import java.time.Instant;
import java.util.function.Function;

/** What became of an extension. */
public sealed interface ExtendOutcome {

    /** The result of the function for the case that this is. */
    <R> R fold(
            Function<Extended, R> extended,
            Function<NotFound, R> notFound,
            Function<NotOwner, R> notOwner,
            Function<NotExtendable, R> notExtendable);

    /** The session now ends at this time. */
    record Extended(Instant endsAt) implements ExtendOutcome {
        @Override
        public <R> R fold(
                Function<Extended, R> extended,
                Function<NotFound, R> notFound,
                Function<NotOwner, R> notOwner,
                Function<NotExtendable, R> notExtendable) {
            return extended.apply(this);
        }
    }

    /** Unknown or expired. */
    record NotFound() implements ExtendOutcome {
        @Override
        public <R> R fold(
                Function<Extended, R> extended,
                Function<NotFound, R> notFound,
                Function<NotOwner, R> notOwner,
                Function<NotExtendable, R> notExtendable) {
            return notFound.apply(this);
        }
    }

    /** The session belongs to another agent. */
    record NotOwner() implements ExtendOutcome {
        @Override
        public <R> R fold(
                Function<Extended, R> extended,
                Function<NotFound, R> notFound,
                Function<NotOwner, R> notOwner,
                Function<NotExtendable, R> notExtendable) {
            return notOwner.apply(this);
        }
    }

    /** The session lives as long as its access token, since it has no usable refresh token. */
    record NotExtendable() implements ExtendOutcome {
        @Override
        public <R> R fold(
                Function<Extended, R> extended,
                Function<NotFound, R> notFound,
                Function<NotOwner, R> notOwner,
                Function<NotExtendable, R> notExtendable) {
            return notExtendable.apply(this);
        }
    }
}
