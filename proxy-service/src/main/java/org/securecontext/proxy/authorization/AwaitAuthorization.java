package org.securecontext.proxy.authorization;

import java.time.Duration;
import org.securecontext.proxy.identity.RequestId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads how far a request has come, and waits for its end when asked to. */
@Component
final class AwaitAuthorization {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);

    private final RedisAuthorizations authorizations;

    AwaitAuthorization(RedisAuthorizations authorizations) {
        this.authorizations = authorizations;
    }

    /** The request when it is no longer pending, or as it is when the patience is over; empty when it is unknown. */
    Mono<AuthorizationRequest> await(RequestId id, Duration patience) {
        long looks = patience.dividedBy(BETWEEN_LOOKS);
        return Mono.defer(() -> authorizations.find(id))
                .repeatWhen(ends -> ends.take(looks).delayElements(BETWEEN_LOOKS))
                .takeUntil(request -> !request.isPending())
                .takeLast(1)
                .next();
    }
}
