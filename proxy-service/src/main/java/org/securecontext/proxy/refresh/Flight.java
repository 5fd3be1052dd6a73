package org.securecontext.proxy.refresh;

import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.providers.RefreshRotation;

/**
 * One attempt to renew a session's tokens.
 *
 * @param version the version of the tokens that are to be replaced
 * @param holder a name of its own, by which scripts know it
 */
record Flight(SessionId sessionId, ProviderName provider, long version, String holder, RefreshRotation rotation) {}
