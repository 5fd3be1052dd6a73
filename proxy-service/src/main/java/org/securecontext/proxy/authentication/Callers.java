package org.securecontext.proxy.authentication;

import org.securecontext.proxy.caller.CallContexts;
import org.securecontext.proxy.vault.Caller;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Tells who makes a request. */
@Component
public final class Callers {

    private final CallContexts contexts;

    Callers(CallContexts contexts) {
        this.contexts = contexts;
    }

    /** The authenticated caller; fails with a 401 where a path lets a call pass that has none. */
    public Caller of(ServerWebExchange exchange) {
        CallerAuthentication caller = CallerAuthentication.of(exchange);
        if (caller == null) {
            throw Rejections.noCaller(exchange);
        }
        return new Caller(caller.agentId(), caller.isAdmin(), contexts.of(exchange.getRequest()));
    }
}
