package org.securecontext.proxy.authentication;

import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.proxy.api.ApiPath;
import org.securecontext.proxy.api.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/** How a call is refused that may not pass; the answer says no more than the caller may know (RFC 6750, section 3). */
final class Rejections {

    private static final String CHALLENGE = "Bearer";

    private Rejections() {}

    /** The path asks for a caller and the call has no bearer token. */
    static Refusal noCaller(ServerWebExchange exchange) {
        return unauthenticated(exchange, CHALLENGE);
    }

    /** The bearer token is nobody's, or is none. */
    static Refusal unknownCaller(ServerWebExchange exchange, AuthenticationException failure) {
        boolean invalid = failure instanceof InvalidBearerTokenException;
        return unauthenticated(exchange, invalid ? CHALLENGE + " error=\"invalid_token\"" : CHALLENGE);
    }

    /** The path asks for the admin. */
    static Refusal notAdmin() {
        return Refusal.of(ErrorCode.FORBIDDEN, "This call takes the admin's key.");
    }

    /** The firewall does not take the call: 400 in the API's envelope, or a page. */
    static RuntimeException malformed(ServerWebExchange exchange) {
        return ApiPath.contains(exchange.getRequest())
                ? Refusal.of(ErrorCode.INVALID_REQUEST, "The path, method or a header is not acceptable.")
                : new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }

    private static Refusal unauthenticated(ServerWebExchange exchange, String challenge) {
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
        return Refusal.of(
                ErrorCode.UNAUTHENTICATED, "Send Authorization: Bearer with a valid API key or JWT of an agent.");
    }
}
