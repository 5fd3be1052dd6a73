package org.securecontext.proxy.refresh;

import java.util.function.Function;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/** What a provider answered to a refresh token (RFC 6749 §6). */
sealed interface GrantOutcome {

    /** The result of the function for the case that this is. */
    <R> R fold(
            Function<Granted, R> granted,
            Function<Refused, R> refused,
            Function<Later, R> later,
            Function<NoAnswer, R> noAnswer);

    /** New tokens. */
    record Granted(OAuth2AccessTokenResponse response) implements GrantOutcome {
        @Override
        public <R> R fold(
                Function<Granted, R> granted,
                Function<Refused, R> refused,
                Function<Later, R> later,
                Function<NoAnswer, R> noAnswer) {
            return granted.apply(this);
        }

        /** Without the tokens. */
        @Override
        public String toString() {
            return "Granted[redacted]";
        }
    }

    /** The refresh token is no longer good: {@code invalid_grant}. */
    record Refused(String error) implements GrantOutcome {
        @Override
        public <R> R fold(
                Function<Granted, R> granted,
                Function<Refused, R> refused,
                Function<Later, R> later,
                Function<NoAnswer, R> noAnswer) {
            return refused.apply(this);
        }
    }

    /** The refresh token was not used: not sent, or answered with an error that says nothing about it. */
    record Later(String error) implements GrantOutcome {
        @Override
        public <R> R fold(
                Function<Granted, R> granted,
                Function<Refused, R> refused,
                Function<Later, R> later,
                Function<NoAnswer, R> noAnswer) {
            return later.apply(this);
        }
    }

    /** It was sent, and nobody knows what became of it. */
    record NoAnswer(String error) implements GrantOutcome {
        @Override
        public <R> R fold(
                Function<Granted, R> granted,
                Function<Refused, R> refused,
                Function<Later, R> later,
                Function<NoAnswer, R> noAnswer) {
            return noAnswer.apply(this);
        }
    }
}
