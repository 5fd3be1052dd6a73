package org.securecontext.proxy.caller;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A range of IP addresses in CIDR notation (RFC 4632, RFC 4291 §2.3), such as {@code 10.0.0.0/8}. */
record AddressRange(InetAddress network, int prefix) {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}");

    /**
     * Reads {@code address/prefix}, or one address.
     *
     * @throws IllegalArgumentException when the text is of another form
     */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("takes addresses in CIDR notation such as 10.0.0.0/8");
        }
        int bits = address.getAddress().length * Byte.SIZE;
        int prefix = slash < 0 ? bits : number(text.substring(slash + 1));
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("takes a prefix of 0 to " + bits + " for " + address.getHostAddress());
        }
        return new AddressRange(address, prefix);
    }

    /** The address of a literal, never of a name: nothing is looked up; null when it is none. */
    static @Nullable InetAddress literal(String text) {
        if (!LITERAL.matcher(text).matches() || (text.indexOf(':') < 0 && !isDottedQuad(text))) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((mine[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDottedQuad(String text) {
        return text.chars().filter(c -> c == '.').count() == 3;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
