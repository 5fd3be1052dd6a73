package org.securecontext.endtoend.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeProviderTest {

    // RFC 7636 appendix B
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String SECRET = "secret";

    private final FakeProvider provider = FakeProvider.start(SECRET, new RandomTokens(1));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void aCodeIsRedeemedOnceByItsVerifier() throws IOException, InterruptedException {
        // Given
        String code = authorize();

        // When
        JsonNode first = exchange(code, VERIFIER);
        JsonNode second = exchange(code, VERIFIER);

        // Then
        assertThat(provider.isLive(first.path("access_token").asText())).isTrue();
        assertThat(second.path("error").asText()).isEqualTo("invalid_grant");
        assertThat(provider.codeExchanges()).isEqualTo(2);
    }

    @Test
    void aWrongVerifierGetsNothing() throws IOException, InterruptedException {
        // When
        JsonNode answer = exchange(authorize(), "another");

        // Then
        assertThat(answer.path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void aUsedRefreshTokenRevokesTheFamily() throws IOException, InterruptedException {
        // Given
        JsonNode granted = exchange(authorize(), VERIFIER);

        // When
        JsonNode rotated = refresh(granted);
        JsonNode reused = refresh(granted);

        // Then
        assertThat(rotated.path("access_token").asText()).isNotEmpty();
        assertThat(reused.path("error").asText()).isEqualTo("invalid_grant");
        assertThat(provider.isLive(rotated.path("access_token").asText())).isFalse();
        assertThat(provider.reuses()).isEqualTo(1);
        assertThat(provider.refreshes()).isEqualTo(2);
    }

    @Test
    void aSlowRefreshRotatesAtOnceAndAnswersLater() throws IOException, InterruptedException {
        // Given
        JsonNode granted = exchange(authorize(), VERIFIER);
        provider.answersRefreshAfter(Duration.ofMillis(300));
        long start = System.nanoTime();

        // When
        JsonNode rotated = refresh(granted);

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(299));
        assertThat(rotated.path("expires_in").asLong()).isEqualTo(3_600);
    }

    @Test
    void anotherClientIsRefused() throws IOException, InterruptedException {
        // When
        HttpResponse<String> answer = post("grant_type=refresh_token&refresh_token=x", "wrong");

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private String authorize() throws IOException, InterruptedException {
        URI request = URI.create(provider.authorizationEndpoint() + "?response_type=code&client_id="
                + FakeProvider.CLIENT_ID + "&redirect_uri=http%3A%2F%2Flocalhost%2Fback&scope=read&state=s1"
                + "&code_challenge_method=S256&code_challenge=" + CHALLENGE);
        String location = client.send(HttpRequest.newBuilder(request).build(), BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        Form callback = Form.parse(URI.create(location).getRawQuery());
        assertThat(callback.get("state")).isEqualTo("s1");
        return callback.get("code");
    }

    private JsonNode exchange(String code, String verifier) throws IOException, InterruptedException {
        return token("grant_type=authorization_code&redirect_uri=http%3A%2F%2Flocalhost%2Fback&code=" + code
                + "&code_verifier=" + verifier);
    }

    private JsonNode refresh(JsonNode granted) throws IOException, InterruptedException {
        String refreshToken = granted.path("refresh_token").asText();
        return token("grant_type=refresh_token&refresh_token=" + Form.encode(refreshToken));
    }

    private JsonNode token(String form) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(post(form, SECRET).body());
    }

    private HttpResponse<String> post(String form, String secret) throws IOException, InterruptedException {
        String basic = Base64.getEncoder()
                .encodeToString((FakeProvider.CLIENT_ID + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(provider.tokenEndpoint())
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
