package org.securecontext.relay.addresses;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names for the HTTP client and hands out only what the rules permit. The client dials what it gets here, so
 * what is checked is what is dialled: a name that changes its address between two look-ups gains nothing.
 */
public final class CheckedResolver implements DnsResolver {

    private final DnsResolver resolver;
    private final AddressRules rules;

    /** A filter in front of another resolver, such as the system's. */
    public CheckedResolver(DnsResolver resolver, AddressRules rules) {
        this.resolver = resolver;
        this.rules = rules;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] all = resolver.resolve(host);
        if (all == null || all.length == 0) {
            throw new UnknownHostException(host + " has no address");
        }
        InetAddress[] permitted = Arrays.stream(all).filter(rules::permits).toArray(InetAddress[]::new);
        if (permitted.length == 0) {
            throw new ForbiddenAddressException(host);
        }
        return permitted;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        return Arrays.stream(resolve(host))
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return resolver.resolveCanonicalHostname(host);
    }
}
