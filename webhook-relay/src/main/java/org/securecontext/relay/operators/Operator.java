package org.securecontext.relay.operators;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Who makes a call.
 *
 * @param address where the call came from
 * @param through {@code api} or {@code console}
 */
public record Operator(String address, String through) {

    /** The operator of a call that security let through. */
    public static Operator of(HttpServletRequest request) {
        return new Operator(request.getRemoteAddr(), request.getRequestURI().startsWith("/api/") ? "api" : "console");
    }
}
