package org.securecontext.proxy.authentication;

import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.proxy.api.ApiPath;
import org.securecontext.proxy.api.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Hands what Spring Security rejects to the one place that answers errors. */
final class Rejections
        implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler, ServerExchangeRejectedHandler {

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
        boolean invalid = failure instanceof InvalidBearerTokenException;
        exchange.getResponse()
                .getHeaders()
                .set(HttpHeaders.WWW_AUTHENTICATE, invalid ? "Bearer error=\"invalid_token\"" : "Bearer");
        return Mono.error(Refusal.of(
                ErrorCode.UNAUTHENTICATED, "Send Authorization: Bearer with a valid API key or JWT of an agent."));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        return Mono.error(Refusal.of(ErrorCode.FORBIDDEN, "This call takes the admin's key."));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException rejected) {
        return Mono.error(
                ApiPath.contains(exchange.getRequest())
                        ? Refusal.of(ErrorCode.INVALID_REQUEST, "The path, method or a header is not acceptable.")
                        : new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }
}
