package org.securecontext.proxy.flow;

import java.util.Locale;
import org.securecontext.proxy.authorization.AuthorizationRequest;

/** Why a flow ended without a session; the code and sentence that stand in {@code /?error=…&error_description=…}. */
public enum FlowError {
    ACCESS_DENIED("Consent was not given"),
    REQUEST_EXPIRED("The request has ended"),
    REQUEST_UNKNOWN("The request is not open"),
    WRONG_BROWSER("The request was begun in another browser"),
    PROVIDER_ERROR("The provider reported an error"),
    PROVIDER_TIMEOUT("The provider did not answer in time"),
    STORAGE_UNAVAILABLE("The token storage does not answer"),
    AUDIT_UNAVAILABLE("The audit trail cannot be written"),
    STORAGE_LIMIT_REACHED("No more sessions can be stored"),
    AGENT_REQUIRED("An agent has to ask first"),
    PROVIDER_NOT_FOUND("There is no such provider"),
    INVALID_REQUEST("The link is damaged");

    private final String description;

    FlowError(String description) {
        this.description = description;
    }

    /** The code, in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A fixed sentence; never the provider's text. */
    public String description() {
        return description;
    }

    /** How the agent's request ends by it. */
    AuthorizationRequest.Status status() {
        return this == ACCESS_DENIED ? AuthorizationRequest.Status.DENIED : AuthorizationRequest.Status.FAILED;
    }
}
