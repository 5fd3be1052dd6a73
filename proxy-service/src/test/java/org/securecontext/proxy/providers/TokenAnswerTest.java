package org.securecontext.proxy.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.mock.http.client.reactive.MockClientHttpResponse;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.web.reactive.function.BodyExtractor;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

class TokenAnswerTest {

    @Test
    void aTokenIsReadWithItsLifeAndRefreshToken() {
        // When
        OAuth2AccessTokenResponse read = read("""
                {"access_token":"at","token_type":"Bearer","expires_in":3600,"refresh_token":"rt","scope":"a b"}
                """);

        // Then
        assertThat(read.getAccessToken().getTokenValue()).isEqualTo("at");
        assertThat(read.getAccessToken().getScopes()).containsExactlyInAnyOrder("a", "b");
        assertThat(Objects.requireNonNull(read.getRefreshToken()).getTokenValue())
                .isEqualTo("rt");
        assertThat(TokenAnswer.lifetime(read)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aLifeMayBeText() {
        assertThat(lifetimeOf("\"3600\"")).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "-1", "\"\"", "\"soon\"", "1e400", "[]"})
    void aLifeThatIsNoneIsNotInvented(String expiresIn) {
        assertThat(lifetimeOf(expiresIn)).isNull();
    }

    @Test
    void anAbsentLifeIsNotInvented() {
        assertThat(TokenAnswer.lifetime(read("{\"access_token\":\"at\"}"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "bot", "user"})
    void theseTypesAreBearerTokens(String type) {
        assertThat(read("{\"access_token\":\"at\",\"token_type\":\"%s\"}".formatted(type))
                        .getAccessToken()
                        .getTokenValue())
                .isEqualTo("at");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"at\",\"token_type\":\"mac\"}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":7}",
                "{}",
                "[]",
                "no JSON",
                ""
            })
    void whatHoldsNoBearerTokenIsRefused(String body) {
        assertThat(codeOf(HttpStatus.OK, body)).isEqualTo("invalid_token_response");
    }

    @ParameterizedTest
    @CsvSource({"200, bad_verification_code", "400, invalid_grant", "401, invalid_client", "503, invalid_grant"})
    void theProvidersCodeSurvivesAnyStatus(int status, String code) {
        assertThat(codeOf(HttpStatus.valueOf(status), "{\"error\":\"%s\"}".formatted(code)))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "429"})
    void aProviderThatIsDownIsToldApart(int status) {
        assertThat(codeOf(HttpStatus.valueOf(status), "<html>busy</html>")).isEqualTo("temporarily_unavailable");
        assertThat(codeOf(HttpStatus.valueOf(status), "")).isEqualTo("temporarily_unavailable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"the token t0ps3cret is gone", "INVALID", "invalid\\ngrant", "ungültig", ""})
    void textThatIsNoCodeGoesNowhere(String error) {
        // When
        OAuth2AuthorizationException failure = failureOf(
                HttpStatus.BAD_REQUEST, "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, error));

        // Then
        assertThat(failure.getError().getErrorCode()).isEqualTo("invalid_token_response");
        assertThat(failure).hasMessageNotContainingAny("t0ps3cret", "INVALID", "grant", "ungültig");
    }

    private static @Nullable Duration lifetimeOf(String expiresIn) {
        return TokenAnswer.lifetime(read("{\"access_token\":\"at\",\"expires_in\":%s}".formatted(expiresIn)));
    }

    private static String codeOf(HttpStatus status, String body) {
        return failureOf(status, body).getError().getErrorCode();
    }

    private static OAuth2AuthorizationException failureOf(HttpStatus status, String body) {
        return catchThrowableOfType(OAuth2AuthorizationException.class, () -> read(status, body));
    }

    private static OAuth2AccessTokenResponse read(String body) {
        return read(HttpStatus.OK, body);
    }

    private static OAuth2AccessTokenResponse read(HttpStatus status, String body) {
        MockClientHttpResponse response = new MockClientHttpResponse(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.setBody(body);
        return Objects.requireNonNull(
                TokenAnswer.reader().extract(response, new Context()).block());
    }

    /** What Spring's HTTP client gives a body's reader. */
    private static final class Context implements BodyExtractor.Context {

        @Override
        public List<HttpMessageReader<?>> messageReaders() {
            return ExchangeStrategies.withDefaults().messageReaders();
        }

        @Override
        public Optional<ServerHttpResponse> serverResponse() {
            return Optional.empty();
        }

        @Override
        public Map<String, Object> hints() {
            return Map.of();
        }
    }
}
