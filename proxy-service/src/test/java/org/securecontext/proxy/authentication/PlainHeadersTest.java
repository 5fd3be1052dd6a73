package org.securecontext.proxy.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;

class PlainHeadersTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain ASCII ~", "a\ttab", "Gr\u00fc\u00dfe", "\u65e5\u672c"})
    void readsWhatSpringSecurityAllows(String value) {
        assertThat(read(value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\rb", "a\nb", "a\u007fb", "a\u0085b", "a\u0378b"})
    void refusesControlAndUnassignedCharacters(String value) {
        assertThatThrownBy(() -> read(value)).isInstanceOf(ServerExchangeRejectedException.class);
    }

    @Test
    void absentHeaderIsAbsent() {
        MockServerWebExchange exchange =
                MockServerWebExchange.from(MockServerHttpRequest.get("/").build());

        assertThat(headers(exchange).getFirst("X-Absent")).isNull();
    }

    private static String read(String value) {
        MockServerWebExchange exchange = MockServerWebExchange.from(
                MockServerHttpRequest.get("/").header("X-Value", value).build());
        String read = headers(exchange).getFirst("X-Value");
        assertThat(read).isNotNull();
        return read;
    }

    private static HttpHeaders headers(MockServerWebExchange exchange) {
        return PlainHeaders.firewall()
                .getFirewalledExchange(exchange)
                .blockOptional()
                .orElseThrow()
                .getRequest()
                .getHeaders();
    }
}
