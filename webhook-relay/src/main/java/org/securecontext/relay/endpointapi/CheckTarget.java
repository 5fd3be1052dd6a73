package org.securecontext.relay.endpointapi;

import java.net.UnknownHostException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.addresses.AddressRules;
import org.securecontext.relay.addresses.CheckedResolver;
import org.securecontext.relay.addresses.ForbiddenAddressException;
import org.securecontext.relay.endpoints.Target;

/**
 * Tells an operator at once what every attempt would find out: that a URL leads to an address that is not allowed. It
 * protects nothing, since names change; the connection is checked each time.
 */
final class CheckTarget {

    private final CheckedResolver resolver;

    CheckTarget(AddressRules rules) {
        this.resolver = new CheckedResolver(SystemDefaultDnsResolver.INSTANCE, rules);
    }

    /** What is wrong with the target's host, or null. */
    @Nullable
    String problemOf(Target target) {
        String host = target.url().getHost();
        try {
            return resolver.resolve(host).length == 0 ? "url: the host has no address" : null;
        } catch (ForbiddenAddressException e) {
            return "url: the host has no address that a webhook may go to"
                    + " (SCP_WEBHOOK_ALLOWED_CIDRS, SCP_WEBHOOK_ALLOW_PRIVATE)";
        } catch (UnknownHostException e) {
            return "url: the host's name does not resolve here";
        }
    }
}
