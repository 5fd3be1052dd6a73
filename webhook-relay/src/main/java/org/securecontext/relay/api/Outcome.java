package org.securecontext.relay.api;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.securecontext.events.envelope.ErrorCode;

/** What an operator's call came to: done, or refused with nothing changed. */
public sealed interface Outcome<T> {

    /** Calls the function of this case. */
    <R> R fold(Function<? super T, ? extends R> done, Function<? super Refused<T>, ? extends R> refused);

    /** A call that was done. */
    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    /** A call that was refused; the message says what the caller can change. */
    static <T> Outcome<T> refused(ErrorCode code, String message) {
        return new Refused<>(code, message, Map.of());
    }

    /** A call that was refused, with facts beside the message. */
    static <T> Outcome<T> refused(ErrorCode code, String message, Map<String, Object> details) {
        return new Refused<>(code, message, details);
    }

    /** The next step of a call, which is taken only when this one was done. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return this.<Outcome<R>>fold(next, Refused::as);
    }

    /** Done, with what it gave. */
    record Done<T>(T value) implements Outcome<T> {

        /** Fails with a {@link NullPointerException} without a value. */
        public Done {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public <R> R fold(Function<? super T, ? extends R> done, Function<? super Refused<T>, ? extends R> refused) {
            return done.apply(value);
        }
    }

    /** Refused; nothing was changed. */
    record Refused<T>(ErrorCode code, String message, Map<String, Object> details) implements Outcome<T> {

        /** Copies the details. */
        public Refused {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(message, "message");
            details = Map.copyOf(details);
        }

        <R> Outcome<R> as() {
            return new Refused<>(code, message, details);
        }

        @Override
        public <R> R fold(Function<? super T, ? extends R> done, Function<? super Refused<T>, ? extends R> refused) {
            return refused.apply(this);
        }
    }
}
