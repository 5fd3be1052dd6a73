package org.securecontext.proxy.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecontext.proxy.vault.CallContext;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class CallContextsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.9    | 203.0.113.5                     | 203.0.113.5",
                "10.0.0.9    | 198.51.100.1, 203.0.113.5       | 203.0.113.5",
                "10.0.0.9    | 203.0.113.5, 10.0.0.7           | 203.0.113.5",
                "10.0.0.9    | evil, 203.0.113.5, 10.0.0.7     | 203.0.113.5",
                "10.0.0.9    | evil                            | 10.0.0.9",
                "10.0.0.9    | 203.0.113.5, not-an-address     | 10.0.0.9",
                "10.0.0.9    | 2001:db8::1                     | 2001:db8:0:0:0:0:0:1",
                "192.0.2.1   | 203.0.113.5                     | 192.0.2.1",
            })
    void forwardedAddressIsBelievedFromTrustedProxiesOnly(String peer, String forwarded, String expected) {
        CallContexts contexts = trusting("10.0.0.0/8");

        String address = contexts.address(
                request(peer).header("X-Forwarded-For", forwarded).build());

        assertThat(address).isEqualTo(expected);
    }

    @Test
    void userAgentIsCutTo256PrintableCharacters() {
        String hostile = "agent\u0007\u202e\t" + "x".repeat(1000);

        CallContext context =
                trusting().of(request("192.0.2.1").header("User-Agent", hostile).build());

        assertThat(context.userAgent()).startsWith("agentxxx").hasSize(256).matches("[ -~]*");
    }

    @Test
    void traceContextIsTakenOnlyWellFormed() {
        String good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        assertThat(trusting()
                        .of(request("192.0.2.1").header("traceparent", good).build())
                        .traceparent())
                .isEqualTo(good);
        assertThat(trusting()
                        .of(request("192.0.2.1").header("traceparent", "00-x").build())
                        .traceparent())
                .isNull();
    }

    @Test
    void addressesOfOneIpv6NetworkCountAsOne() {
        CallContexts contexts = trusting();

        assertThat(contexts.network(request("2001:db8:1:2::1").build()))
                .isEqualTo(contexts.network(request("2001:db8:1:2:ffff::9").build()))
                .isNotEqualTo(contexts.network(request("2001:db8:1:3::1").build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "example.com/8", "10.0.0/8", "::1/129", "10.0.0.0/x", ""})
    void rangeOfAnotherFormIsRefused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static CallContexts trusting(String... ranges) {
        List<AddressRange> parsed = Stream.of(ranges).map(AddressRange::parse).toList();
        return new CallContexts(new ClientAddress(parsed));
    }

    private static MockServerHttpRequest.BaseBuilder<?> request(String peer) {
        return MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(peer, 1234));
    }
}
