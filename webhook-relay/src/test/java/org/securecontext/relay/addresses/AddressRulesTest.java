package org.securecontext.relay.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    private final AddressRules rules = new AddressRules(false, List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "127.0.1",
                "2130706433",
                "127.255.255.254",
                "0.0.0.0",
                "0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "167772161",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.168.1",
                "3232235521",
                "169.254.169.254",
                "2852039166",
                "169.254.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::ffff:7f00:1",
                "::ffff:169.254.169.254",
                "::ffff:0:127.0.0.1",
                "::127.0.0.1",
                "::7f00:1",
                "0:0:0:0:0:0:0:1",
                "64:ff9b::7f00:1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "2001:0:7f00:1::",
                "fc00::1",
                "fd00:ec2::254",
                "fdff:ffff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "2001:db8::1",
                "100::1"
            })
    void aForbiddenAddressIsRefusedInEverySpelling(String spelling) throws UnknownHostException {
        assertThat(InetAddress.getAllByName(spelling)).noneMatch(rules::permits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.1.1.1", "8.8.8.8", "172.32.0.1", "100.128.0.1", "192.167.1.1", "2606:4700::1111", "2a00::1"})
    void aPublicAddressIsPermitted(String address) throws UnknownHostException {
        assertThat(rules.permits(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void anAllowListOpensItsBlocksAlone() throws UnknownHostException {
        // Given
        AddressRules some = new AddressRules(false, List.of(Cidr.parse("10.1.0.0/16"), Cidr.parse("fd00::/8")));

        // When, Then
        assertThat(some.permits(InetAddress.getByName("10.1.2.3"))).isTrue();
        assertThat(some.permits(InetAddress.getByName("fd12::1"))).isTrue();
        assertThat(some.permits(InetAddress.getByName("10.2.0.1"))).isFalse();
        assertThat(some.permits(InetAddress.getByName("127.0.0.2"))).isFalse();
    }

    @Test
    void aNameThatChangesItsAddressIsJudgedByTheAddressThatIsDialled() throws UnknownHostException {
        // Given
        Queue<String> answers = new ArrayDeque<>(List.of("1.1.1.1", "127.0.0.1"));
        CheckedResolver resolver = new CheckedResolver(resolvingTo(answers), rules);

        // When
        InetAddress[] first = resolver.resolve("rebinding.example");

        // Then
        assertThat(first).containsExactly(InetAddress.getByName("1.1.1.1"));
        assertThatThrownBy(() -> resolver.resolve("rebinding.example", 443))
                .isInstanceOf(ForbiddenAddressException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0/8", "example.com/8", "fd00::/129", "", "10.0.0.0/", "256.0.0.0/8"})
    void aBlockThatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static DnsResolver resolvingTo(Queue<String> answers) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return new InetAddress[] {InetAddress.getByName(answers.remove())};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
