package org.securecontext.proxy.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecontext.proxy.agents.ApiKey;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;

class BearerTokensTest {

    private static final String KEY = ApiKey.mint().reveal();

    static List<List<String>> headers() {
        return List.of(
                List.of("Bearer " + KEY),
                List.of("bearer " + KEY),
                List.of("Bearer  " + KEY),
                List.of("Bearer " + KEY + " "),
                List.of("Bearer " + KEY + "="),
                List.of("Bearer " + KEY + "\n"),
                List.of("Bearer " + KEY.substring(0, 46) + "é"),
                List.of("Bearer " + KEY.substring(0, 46) + "?"),
                List.of("Bearer " + KEY + "a"),
                List.of("Bearer scp_"),
                List.of("Bearer"),
                List.of("Bearer "),
                List.of("Bearer not one token"),
                List.of("Bearer a.b.c"),
                List.of("Basic YTpi"),
                List.of(KEY),
                List.of("Bearer " + KEY, "Bearer other"),
                List.of("Basic YTpi", "Bearer " + KEY),
                List.of());
    }

    @ParameterizedTest
    @MethodSource("headers")
    void findsNoKeyThatSpringSecurityDoesNot(List<String> headers) {
        MockServerWebExchange exchange = exchange(headers);

        String key = BearerTokens.apiKey(exchange);

        assertThat(List.of(foundBySpringSecurity(exchange), "not looked at"))
                .contains(key == null ? "not looked at" : key);
    }

    @Test
    void findsAKey() {
        assertThat(BearerTokens.apiKey(exchange(List.of("Bearer " + KEY)))).isEqualTo(KEY);
        assertThat(BearerTokens.apiKey(exchange(List.of("Bearer " + KEY, "Bearer other"))))
                .isEqualTo(KEY);
    }

    private static MockServerWebExchange exchange(List<String> headers) {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/api/tokens/id?access_token=x")
                .header(HttpHeaders.AUTHORIZATION, headers.toArray(String[]::new)));
    }

    private static String foundBySpringSecurity(MockServerWebExchange exchange) {
        try {
            Authentication found = new ServerBearerTokenAuthenticationConverter()
                    .convert(exchange)
                    .block();
            return found instanceof BearerTokenAuthenticationToken bearer ? bearer.getToken() : "none";
        } catch (AuthenticationException e) {
            return "refused: " + e.getMessage();
        }
    }
}
