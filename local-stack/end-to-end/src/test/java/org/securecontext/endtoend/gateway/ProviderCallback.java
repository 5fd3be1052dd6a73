package org.securecontext.endtoend.gateway;

import java.net.URI;

/** What the provider sends the browser to after consent, and the cookie of that browser. */
public record ProviderCallback(URI address, String cookie) {}
