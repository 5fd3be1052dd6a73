package org.securecontext.proxy.vault;

/** Where a session was asked for. */
public enum Origin {
    /** By an agent, through a connect link. */
    AGENT,
    /** By a browser alone; left out of listings unless asked for. */
    BROWSER
}
