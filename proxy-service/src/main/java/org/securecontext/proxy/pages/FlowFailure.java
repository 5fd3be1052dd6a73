package org.securecontext.proxy.pages;

import java.util.Arrays;
import java.util.Locale;
import org.securecontext.proxy.flow.FlowError;

/** Why a flow ended without an account connected, and what the person can do. Nothing of it comes from the provider. */
enum FlowFailure {
    ACCESS_DENIED(
            "Nothing was connected",
            "You, or the provider for you, said no. If that was a slip, open the link again and agree."),
    REQUEST_EXPIRED(
            "The request has ended",
            "A connect link lasts ten minutes. Ask the agent for a new one and use it right away."),
    REQUEST_UNKNOWN(
            "This request is not open",
            "It was used already, has ended, or was never made. Ask the agent for a new link."),
    WRONG_BROWSER(
            "This began in another browser",
            "For your safety a request ends in the browser where it began. Open the link again here, and finish it here."),
    PROVIDER_ERROR(
            "The provider did not finish",
            "It reported an error, and nothing was connected. Try again in a minute; if it stays so, tell the operator."),
    PROVIDER_TIMEOUT(
            "The provider took too long",
            "It did not answer in time, and nothing was connected. Try again in a minute."),
    STORAGE_UNAVAILABLE(
            "We cannot store it now",
            "The gateway’s storage does not answer. Nothing was connected. Try again in a minute."),
    AUDIT_UNAVAILABLE(
            "We cannot record it now",
            "Nothing is connected without an entry in the audit trail, and that cannot be written. Try again in a minute."),
    STORAGE_LIMIT_REACHED(
            "The gateway is full", "It holds as many connections as it may. Tell the operator, or try again later."),
    AGENT_REQUIRED(
            "An agent has to ask first",
            "On this gateway each connection belongs to an agent. Ask the agent for a connect link."),
    PROVIDER_NOT_FOUND(
            "This provider is not switched on", "Choose one of those below, or ask the operator to switch it on."),
    INVALID_REQUEST(
            "The link is damaged",
            "Something in its address is missing or wrong. Copy the whole link, or ask the agent for a new one."),
    SERVER_ERROR("Something went wrong here", "Nothing was connected. Try again; if it stays so, tell the operator.");

    private final String headline;
    private final String advice;

    FlowFailure(String headline, String advice) {
        this.headline = headline;
        this.advice = advice;
    }

    /** The words for this error; a test holds that each has its own. */
    static FlowFailure of(FlowError error) {
        return of(error.code());
    }

    /** The failure of this code, or the general one for a code that is not known. */
    static FlowFailure of(String code) {
        return Arrays.stream(values())
                .filter(failure -> failure.code().equals(code))
                .findFirst()
                .orElse(SERVER_ERROR);
    }

    /** As it stands in {@code /?error=…}. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String headline() {
        return headline;
    }

    String advice() {
        return advice;
    }
}
