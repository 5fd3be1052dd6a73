package org.securecontext.relay.endpointapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.events.keys.Secret;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.api.Parameters;
import org.securecontext.relay.delivery.Signatures;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.endpoints.SigningSecrets;
import org.securecontext.relay.operators.Operator;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/** Gives an endpoint a new secret; during the overlap the old one signs too. */
@Component
final class RotateSecret {

    private static final Duration LONGEST = Duration.ofDays(30);

    private final FindEndpoint findEndpoint;
    private final KeepEndpoint keepEndpoint;
    private final Clock clock;

    RotateSecret(FindEndpoint findEndpoint, KeepEndpoint keepEndpoint, Clock clock) {
        this.findEndpoint = findEndpoint;
        this.keepEndpoint = keepEndpoint;
        this.clock = clock;
    }

    /** The endpoint with its new secret, which is shown this once. */
    Outcome<EndpointView> rotate(String id, Rotation rotation, Operator operator) {
        Secret secret = NewSecret.orMinted(rotation.secret());
        if (!Signatures.isUsable(secret)) {
            return Outcome.refused(ErrorCode.INVALID_REQUEST, "secret: after whsec_ stands base64");
        }
        return findEndpoint
                .findChangeable(id)
                .then(endpoint -> Parameters.read(rotation::overlapTime)
                        .then(overlap -> rotate(endpoint, secret, overlap, operator)));
    }

    private Outcome<EndpointView> rotate(Endpoint endpoint, Secret secret, Duration overlap, Operator operator) {
        Instant until = clock.instant().plus(overlap).truncatedTo(ChronoUnit.MILLIS);
        Secret previous = endpoint.secrets().current();
        SigningSecrets secrets = previous == null || overlap.isZero()
                ? SigningSecrets.of(secret)
                : new SigningSecrets(secret, previous, until);
        Endpoint rotated = endpoint.withSecrets(secrets);
        keepEndpoint.keep(rotated, "secret_rotated", operator, List.of("secret"));
        return Outcome.done(EndpointView.of(rotated, secret, null));
    }

    /**
     * What the body asks for.
     *
     * @param secret the new secret; absent: one is made
     * @param overlap how long the old one signs too, such as {@code 24h} (the default); {@code 0s}: not at all
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Rotation(@Nullable String secret, @Nullable String overlap) {

        Duration overlapTime() {
            Duration time = overlap == null ? Duration.ofHours(24) : parsed(overlap);
            if (time.isNegative() || time.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("overlap takes 0s to 30d");
            }
            return time;
        }

        private static Duration parsed(String text) {
            try {
                return DurationStyle.detectAndParse(text, ChronoUnit.SECONDS);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("overlap takes a time such as 24h, 0s to 30d", e);
            }
        }

        @Override
        public String toString() {
            return "Rotation[overlap=" + overlap + "]";
        }
    }
}
