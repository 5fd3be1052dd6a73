package org.securecontext.proxy.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecontext.proxy.api.Refusal;
import org.securecontext.proxy.configuration.GatewayAddress;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class DevelopmentGuardTest {

    private static final URI BASE = URI.create("http://localhost:5000");

    private final DevelopmentGuard guard = new DevelopmentGuard(new GatewayAddress(BASE, BASE));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/api/providers, localhost:5000, -,                     -,          true",
                "/api/providers, 127.0.0.1:5000, -,                     none,       true",
                "/api/providers, '[::1]:5000',   -,                     -,          true",
                "/api/providers, localhost:5000, http://localhost:5000, same-origin, true",
                "/api/providers, evil.example,   -,                     -,          false",
                "/api/providers, localhost:5000, http://evil.example,   -,          false",
                "/api/providers, localhost:5000, 'null',                -,          false",
                "/api/providers, localhost:5000, -,                     cross-site, false",
                "/%61pi/providers, evil.example, -,                     -,          false",
                "/,              evil.example,   http://evil.example,   cross-site, true",
            })
    void apiAnswersItsOwnMachineOnly(String path, String host, String origin, String site, boolean allowed) {
        // Given
        MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.method(
                        org.springframework.http.HttpMethod.GET, URI.create("http://x" + path))
                .header("Host", host);
        if (origin != null) {
            request.header("Origin", origin);
        }
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }

        // When
        Throwable refusal = catchThrowable(() -> guard.admits(MockServerWebExchange.from(request.build())));

        // Then
        if (allowed) {
            assertThat(refusal).isNull();
        } else {
            assertThat(refusal).isInstanceOf(Refusal.class);
        }
    }
}
