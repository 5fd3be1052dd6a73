package org.securecontext.proxy.caller;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.vault.CallContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Reads from a request what its events and log lines tell of the caller, cut to what is safe there. */
public final class CallContexts {

    private static final int LONGEST_USER_AGENT = 256;
    private static final String TRACE_HEADER = "traceparent";
    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final ClientAddress addresses;

    CallContexts(ClientAddress addresses) {
        this.addresses = addresses;
    }

    /** User agent (at most 256 printable ASCII characters), client address and W3C trace context of a request. */
    public CallContext of(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return new CallContext(printable(headers.getFirst(HttpHeaders.USER_AGENT)), address(request), trace(headers));
    }

    /** The client's address as text, or null when the connection is already gone. */
    public @Nullable String address(ServerHttpRequest request) {
        InetAddress address = addresses.of(request);
        return address == null ? null : address.getHostAddress();
    }

    /** What an address is counted by: an IPv4 address, or the /64 of an IPv6 one, since a client has all of that. */
    public @Nullable String network(ServerHttpRequest request) {
        InetAddress address = addresses.of(request);
        if (address instanceof Inet6Address) {
            return HexFormat.of().formatHex(address.getAddress(), 0, Long.BYTES);
        }
        return address == null ? null : address.getHostAddress();
    }

    private static @Nullable String trace(HttpHeaders headers) {
        String value = headers.getFirst(TRACE_HEADER);
        return value != null && TRACEPARENT.matcher(value).matches() ? value : null;
    }

    private static @Nullable String printable(@Nullable String text) {
        if (text == null) {
            return null;
        }
        StringBuilder kept = new StringBuilder(Math.min(text.length(), LONGEST_USER_AGENT));
        for (int i = 0; i < text.length() && kept.length() < LONGEST_USER_AGENT; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~') {
                kept.append(c);
            }
        }
        return kept.toString();
    }
}
