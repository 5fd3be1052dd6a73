package org.securecontext.events.envelope;

/** The version of the HTTP contract, in the envelope and in {@code X-API-Version}. */
public final class ApiVersion {

    /** The one version that is spoken now. */
    public static final String CURRENT = "1.0";

    /** The header that carries it on every API answer. */
    public static final String HEADER = "X-API-Version";

    private ApiVersion() {}
}
