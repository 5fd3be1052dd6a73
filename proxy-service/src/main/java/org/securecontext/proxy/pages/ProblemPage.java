package org.securecontext.proxy.pages;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/**
 * The page of an error outside the API.
 *
 * @param requestId what the operator finds the request by
 */
record ProblemPage(
        int status,
        String headline,
        String advice,
        @Nullable String requestId) {

    static ProblemPage of(HttpStatusCode status, @Nullable String requestId) {
        int code = status.value();
        return switch (code) {
            case 401, 403 ->
                new ProblemPage(
                        code, "This is not open to you", "Ask the operator of this gateway for access.", requestId);
            case 404 ->
                new ProblemPage(
                        code, "There is no such page", "Check the address, or begin at the start page.", requestId);
            case 405 ->
                new ProblemPage(code, "This page is only for reading", "Open it with an ordinary link.", requestId);
            case 413, 414, 431 ->
                new ProblemPage(
                        code,
                        "The request is too large",
                        "Shorten the address, or begin at the start page.",
                        requestId);
            case 429 -> new ProblemPage(code, "Too many requests", "Wait a minute, then try again.", requestId);
            case 503 ->
                new ProblemPage(
                        code,
                        "Not available just now",
                        "A part that we need does not answer. Try again in a minute.",
                        requestId);
            default ->
                status.is4xxClientError()
                        ? new ProblemPage(
                                code,
                                "The request is not understood",
                                "Check the address, or begin at the start page.",
                                requestId)
                        : new ProblemPage(
                                code,
                                "Something went wrong here",
                                "Try again in a minute; if it stays so, tell the operator.",
                                requestId);
        };
    }

    String title() {
        return headline;
    }
}
