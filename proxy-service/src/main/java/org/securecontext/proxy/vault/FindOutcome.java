package org.securecontext.proxy.vault;

import java.util.function.Function;

/** What became of a look-up. */
public sealed interface FindOutcome {

    /** The result of the function for the case that this is. */
    <R> R fold(Function<Found, R> found, Function<NotFound, R> notFound, Function<NotOwner, R> notOwner);

    /** The session's facts. */
    record Found(SessionFacts session) implements FindOutcome {
        @Override
        public <R> R fold(Function<Found, R> found, Function<NotFound, R> notFound, Function<NotOwner, R> notOwner) {
            return found.apply(this);
        }
    }

    /** Unknown or expired. */
    record NotFound() implements FindOutcome {
        @Override
        public <R> R fold(Function<Found, R> found, Function<NotFound, R> notFound, Function<NotOwner, R> notOwner) {
            return notFound.apply(this);
        }
    }

    /** The session belongs to another agent. */
    record NotOwner() implements FindOutcome {
        @Override
        public <R> R fold(Function<Found, R> found, Function<NotFound, R> notFound, Function<NotOwner, R> notOwner) {
            return notOwner.apply(this);
        }
    }
}
