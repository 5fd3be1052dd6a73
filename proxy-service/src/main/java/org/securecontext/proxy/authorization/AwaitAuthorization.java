package org.securecontext.proxy.authorization;

import java.time.Duration;
import org.securecontext.proxy.identity.RequestId;
import org.securecontext.proxy.vault.Caller;
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

    /**
     * The request when it is no longer pending, or as it is when the patience is over; empty, at once, when it is unknown or
     * another agent's.
     */
    Mono<AuthorizationRequest> await(RequestId id, Caller caller, Duration patience) {
        return look(id, caller, patience.dividedBy(BETWEEN_LOOKS));
    }

    private Mono<AuthorizationRequest> look(RequestId id, Caller caller, long further) {
        return authorizations
                .find(id, caller)
                .flatMap(request -> further > 0 && request.isPending()
                        ? Mono.delay(BETWEEN_LOOKS).then(Mono.defer(() -> look(id, caller, further - 1)))
                        : Mono.just(request));
    }
}
