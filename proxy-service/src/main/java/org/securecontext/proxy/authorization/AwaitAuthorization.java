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
        return look(id, patience.dividedBy(BETWEEN_LOOKS));
    }

    private Mono<AuthorizationRequest> look(RequestId id, long further) {
        return authorizations
                .find(id)
                .flatMap(request -> further > 0 && request.isPending()
                        ? Mono.delay(BETWEEN_LOOKS).then(Mono.defer(() -> look(id, further - 1)))
                        : Mono.just(request));
    }
}
