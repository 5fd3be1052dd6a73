package org.securecontext.proxy.authentication;

import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.proxy.api.Refusal;
import org.securecontext.proxy.caller.CallContexts;
import org.securecontext.proxy.vault.Caller;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells who makes a request. */
@Component
public final class Callers {

    private final CallContexts contexts;

    Callers(CallContexts contexts) {
        this.contexts = contexts;
    }

    /** The authenticated caller; fails with 401 where a path lets a request pass that has none. */
    public Mono<Caller> of(ServerHttpRequest request) {
        return CallerAuthentication.current()
                .map(caller -> new Caller(caller.agentId(), caller.isAdmin(), contexts.of(request)))
                .switchIfEmpty(Mono.error(() -> Refusal.of(
                        ErrorCode.UNAUTHENTICATED, "Send Authorization: Bearer with a valid API key or JWT.")));
    }
}
