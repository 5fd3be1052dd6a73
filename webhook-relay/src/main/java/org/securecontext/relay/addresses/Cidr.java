package org.securecontext.relay.addresses;

import java.net.InetAddress;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A block of IPv4 or IPv6 addresses (RFC 4632, RFC 4291 §2.3).
 *
 * @param network the first address, 4 or 16 bytes; bits after the prefix are ignored
 * @param prefix how many leading bits are compared
 */
@SuppressWarnings("ArrayRecordComponent") // made once from a literal, never handed out to be changed
public record Cidr(byte[] network, int prefix) {

    private static final Pattern LITERAL = Pattern.compile(
            "((25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(\\.(?!$)|$)){4}|[0-9A-Fa-f]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");

    /** Fails with an {@link IllegalArgumentException} when the prefix is longer than the address. */
    public Cidr {
        Objects.requireNonNull(network, "network");
        if (prefix < 0 || prefix > network.length * 8) {
            throw new IllegalArgumentException("a prefix is 0 to " + network.length * 8 + ", not " + prefix);
        }
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code fd00::/8} or a single address; names are not resolved.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean literal = LITERAL.matcher(address).matches();
        if (!literal
                || (slash >= 0 && !PREFIX.matcher(text.substring(slash + 1)).matches())) {
            throw new IllegalArgumentException("'" + text + "' is no address block such as 10.0.0.0/8 or fd00::/8");
        }
        byte[] network = bytes(address);
        return new Cidr(network, slash < 0 ? network.length * 8 : Integer.parseInt(text.substring(slash + 1)));
    }

    /** Whether the address lies in this block; an address of the other family never does. */
    public boolean contains(InetAddress address) {
        byte[] candidate = address.getAddress();
        if (candidate.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((candidate[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException("'" + literal + "' is no address", e);
        }
    }
}
