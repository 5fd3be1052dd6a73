package org.securecontext.proxy.authorization;

import java.time.Instant;
import java.util.function.Function;
import org.securecontext.proxy.agents.Agent;
import org.securecontext.proxy.identity.RequestId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes an authorization request that a person can consent to within ten minutes. */
@Component
public final class BeginAuthorization {

    private final Policy policy;
    private final RedisAuthorizations authorizations;

    BeginAuthorization(Policy policy, RedisAuthorizations authorizations) {
        this.policy = policy;
        this.authorizations = authorizations;
    }

    /** Judges an agent's wish and, when it may have it, stores the request under a fresh id. */
    public Mono<BeginOutcome> begin(Agent agent, Wish wish) {
        return policy.judge(agent, wish)
                .fold(
                        allowed -> store(agent, wish, allowed),
                        refused -> Mono.just(new BeginOutcome.Refused(refused.reason())));
    }

    private Mono<BeginOutcome> store(Agent agent, Wish wish, Policy.Allowed allowed) {
        RequestId id = RequestId.random();
        return authorizations
                .create(id, agent.id(), wish, allowed.scopes())
                .map(expiresAt -> new BeginOutcome.Begun(id, expiresAt));
    }

    /** What became of a wish. */
    public sealed interface BeginOutcome {
        /** The result of the function for the case that this is. */
        <R> R fold(Function<Begun, R> begun, Function<Refused, R> refused);

        /** The request waits for a person until it expires. */
        record Begun(RequestId id, Instant expiresAt) implements BeginOutcome {
            @Override
            public <R> R fold(Function<Begun, R> begun, Function<Refused, R> refused) {
                return begun.apply(this);
            }
        }

        /** Nothing was stored. */
        record Refused(Policy.Reason reason) implements BeginOutcome {
            @Override
            public <R> R fold(Function<Begun, R> begun, Function<Refused, R> refused) {
                return refused.apply(this);
            }
        }
    }
}
