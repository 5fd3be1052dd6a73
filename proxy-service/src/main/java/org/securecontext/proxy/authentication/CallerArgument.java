package org.securecontext.proxy.authentication;

import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.proxy.api.Refusal;
import org.securecontext.proxy.caller.CallContexts;
import org.securecontext.proxy.vault.Caller;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives controllers the authenticated {@link Caller}; a path that nobody guards is refused here with 401. */
@Configuration(proxyBeanMethods = false)
class CallerArgument implements HandlerMethodArgumentResolver, WebFluxConfigurer {

    private final CallContexts contexts;

    CallerArgument(CallContexts contexts) {
        this.contexts = contexts;
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        return ReactiveSecurityContextHolder.getContext()
                .map(SecurityContext::getAuthentication)
                .ofType(CallerAuthentication.class)
                .<Object>map(caller -> caller(caller, exchange))
                .switchIfEmpty(Mono.error(() -> Refusal.of(
                        ErrorCode.UNAUTHENTICATED, "Send Authorization: Bearer with a valid API key or JWT.")));
    }

    private Caller caller(CallerAuthentication authentication, ServerWebExchange exchange) {
        return new Caller(authentication.agentId(), authentication.isAdmin(), contexts.of(exchange.getRequest()));
    }
}
