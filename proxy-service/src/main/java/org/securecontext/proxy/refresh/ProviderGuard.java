package org.securecontext.proxy.refresh;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.timelimiter.TimeLimiterOperator;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.time.Duration;
import org.securecontext.proxy.identity.ProviderName;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps one slow or broken provider from slowing others: a deadline, a bulkhead and a circuit breaker for each. */
@Component
class ProviderGuard {

    private static final Duration OPEN = Duration.ofSeconds(10);
    private static final int WINDOW = 20;
    private static final int PROBES = 3;
    private static final float HALF = 50;

    private final BulkheadRegistry bulkheads;
    private final CircuitBreakerRegistry breakers;
    private final TimeLimiterRegistry limiters;
    private final BulkheadConfig bulkhead;
    private final CircuitBreakerConfig breaker;
    private final TimeLimiterConfig limiter;

    ProviderGuard(
            BulkheadRegistry bulkheads,
            CircuitBreakerRegistry breakers,
            TimeLimiterRegistry limiters,
            RefreshSettings settings) {
        this.bulkheads = bulkheads;
        this.breakers = breakers;
        this.limiters = limiters;
        this.bulkhead = BulkheadConfig.custom()
                .maxConcurrentCalls(settings.maxConcurrentCalls())
                .maxWaitDuration(Duration.ZERO)
                .build();
        this.breaker = CircuitBreakerConfig.custom()
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(WINDOW)
                .failureRateThreshold(HALF)
                .waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .ignoreException(ProviderGuard::isAnswer)
                .build();
        this.limiter = TimeLimiterConfig.custom()
                .timeoutDuration(settings.providerTimeout())
                .build();
    }

    /** The call within its provider's limits; fails with their exceptions when it is not let through or takes too long. */
    <T> Mono<T> guarded(ProviderName provider, Mono<T> call) {
        String name = "provider-" + provider;
        Bulkhead room = bulkheads.bulkhead(name, bulkhead);
        CircuitBreaker fuse = breakers.circuitBreaker(name, breaker);
        TimeLimiter deadline = limiters.timeLimiter(name, limiter);
        return call.transformDeferred(TimeLimiterOperator.of(deadline))
                .transformDeferred(CircuitBreakerOperator.of(fuse))
                .transformDeferred(BulkheadOperator.of(room));
    }

    /** A provider that refuses works; one that says it is down does not. */
    private static boolean isAnswer(Throwable failure) {
        return failure instanceof OAuth2AuthorizationException refusal
                && !refusal.getError().getErrorCode().equals(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE);
    }
}
