package org.securecontext.proxy.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;

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
    void findsWhatSpringSecurityFinds(List<String> headers) {
        assertThat(found(new BearerTokens(), headers))
                .isEqualTo(found(new ServerBearerTokenAuthenticationConverter(), headers));
    }

    private static String found(ServerAuthenticationConverter converter, List<String> headers) {
        MockServerWebExchange exchange =
                MockServerWebExchange.from(MockServerHttpRequest.get("/api/tokens/id?access_token=x")
                        .header(HttpHeaders.AUTHORIZATION, headers.toArray(String[]::new)));
        try {
            Authentication found = converter.convert(exchange).block();
            return found instanceof BearerTokenAuthenticationToken bearer ? bearer.getToken() : "none";
        } catch (AuthenticationException e) {
            return "refused: " + e.getMessage();
        }
    }
}
