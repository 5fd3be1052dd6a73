package org.securecontext.relay.addresses;

import java.net.UnknownHostException;

/** A name that leads only to addresses to which no webhook may go. */
public final class ForbiddenAddressException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(String host) {
        super(host + " has no address that is allowed (SCP_WEBHOOK_ALLOWED_CIDRS, SCP_WEBHOOK_ALLOW_PRIVATE)");
    }
}
