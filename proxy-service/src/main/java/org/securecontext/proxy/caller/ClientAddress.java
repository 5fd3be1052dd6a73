package org.securecontext.proxy.caller;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The address of a request's client: the peer's, unless the peer is a trusted proxy; then the last address in {@code
 * X-Forwarded-For} that is not one.
 */
final class ClientAddress {

    private static final String HEADER = "X-Forwarded-For";
    private static final int MOST_HOPS = 32;

    private final List<AddressRange> trusted;

    ClientAddress(List<AddressRange> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /** The address, or null when the connection is already gone. */
    @Nullable
    InetAddress of(ServerHttpRequest request) {
        InetSocketAddress peer = request.getRemoteAddress();
        if (peer == null) {
            return null;
        }
        if (trusted.isEmpty() || !isTrusted(peer.getAddress())) {
            return peer.getAddress();
        }
        return forwarded(request.getHeaders().getOrEmpty(HEADER), peer.getAddress());
    }

    private InetAddress forwarded(List<String> headers, InetAddress peer) {
        String[] hops = String.join(",", headers).split(",", -1);
        InetAddress client = peer;
        for (int i = hops.length - 1; i >= Math.max(0, hops.length - MOST_HOPS); i--) {
            InetAddress hop = AddressRange.literal(hops[i].trim());
            if (hop == null) {
                return client;
            }
            client = hop;
            if (!isTrusted(hop)) {
                return client;
            }
        }
        return client;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }
}
