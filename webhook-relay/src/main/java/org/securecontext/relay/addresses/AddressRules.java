package org.securecontext.relay.addresses;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be dialled: the public unicast ones, and those of an allow-list. Forbidden is what the IANA
 * special-purpose registries (RFC 6890) do not mark as globally reachable, and every form that carries an IPv4 address
 * inside an IPv6 one (mapped, compatible, NAT64, 6to4, Teredo), since its gateway would dial the inner address.
 */
public final class AddressRules {

    private static final List<Cidr> FORBIDDEN = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "::/96",
                    "::ffff:0:0:0/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(Cidr::parse)
            .toList();

    private final boolean allowPrivate;
    private final List<Cidr> allowed;

    /**
     * Rules with exceptions.
     *
     * @param allowPrivate whether every address may be dialled ({@code SCP_WEBHOOK_ALLOW_PRIVATE}; default false)
     * @param allowed blocks that may be dialled though they are not public ({@code SCP_WEBHOOK_ALLOWED_CIDRS})
     */
    public AddressRules(boolean allowPrivate, List<Cidr> allowed) {
        this.allowPrivate = allowPrivate;
        this.allowed = List.copyOf(allowed);
    }

    /** Whether a webhook may go to this address. An IPv4-mapped IPv6 address is judged as the IPv4 address it is. */
    public boolean permits(InetAddress address) {
        return allowPrivate
                || allowed.stream().anyMatch(block -> block.contains(address))
                || FORBIDDEN.stream().noneMatch(block -> block.contains(address));
    }
}
