package org.securecontext.proxy.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a client written for the first SCP does: it takes only 200 for success, 401 for an authentication error, tries 500
 * and above again, reads {@code error} as an object and {@code provider} as a string, and may send no credentials at all.
 */
class FirstClientIT {

    private final GatewayUnderTest gateway = GatewayUnderTest.development();

    @ParameterizedTest
    @ValueSource(strings = {"/api/providers", "/api/version", "/api/health"})
    void publicFactsAnswer200(String path) {
        // Given
        RawRequest request = RawRequest.get(path);

        // When
        RawAnswer answer = gateway.send(request);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("success").asBoolean()).isTrue();
        assertThat(answer.json().path("data").isObject()).isTrue();
    }

    @Test
    void theAddressThatItBuildsItselfLeadsToTheProvider() {
        // Given
        RawRequest request = RawRequest.get("/oauth/fake/authorize?agent_id=my-agent");

        // When
        RawAnswer answer = gateway.send(request);

        // Then
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location())
                .contains("/authorize?", "code_challenge_method=S256", "state=", "response_type=code");
    }

    @Test
    void aTokenIsReadWithoutCredentialsAndItsProviderIsAString() {
        // Given
        String session = ConsentFlow.ofTheBrowser(gateway, GrantingProvider.REFRESHABLE);

        // When
        RawAnswer answer = gateway.send(RawRequest.get("/api/tokens/" + session));

        // Then
        JsonNode token = answer.json().path("data");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(token.path("provider").isTextual()).isTrue();
        assertThat(token.path("provider").asText()).isEqualTo("fake");
        assertThat(token.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(token.path("refresh_token").asText("absent")).isEmpty();
        assertThat(token.path("access_token").asText()).startsWith("at-");
    }

    @Test
    void anAuthorizationHeaderIsWelcome() {
        // Given
        String session = ConsentFlow.session(gateway, GatewayUnderTest.AGENT_KEY, GrantingProvider.REFRESHABLE);

        // When
        RawAnswer answer = gateway.send(RawRequest.get("/api/tokens/" + session).bearer(GatewayUnderTest.AGENT_KEY));

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void aWrongCredentialIsAnAuthenticationError() {
        // Given
        RawRequest request = RawRequest.get("/api/tokens/" + UUID.randomUUID()).bearer("scp_" + "x".repeat(43));

        // When
        RawAnswer answer = gateway.send(request);

        // Then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("error").isObject()).isTrue();
        assertThat(answer.errorCode()).isEqualTo("UNAUTHENTICATED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"})
    void aTokenIsReadByGetAlone(String method) {
        // Given
        String session = ConsentFlow.ofTheBrowser(gateway, GrantingProvider.REFRESHABLE);

        // When
        RawAnswer answer = gateway.send(RawRequest.get("/api/tokens/" + session).method(method));

        // Then
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("GET");
    }

    @Test
    void anErrorIsAnObject() {
        // Given
        RawRequest request = RawRequest.get("/api/tokens/" + UUID.randomUUID());

        // When
        RawAnswer answer = gateway.send(request);

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("error").isObject()).isTrue();
        assertThat(answer.json().path("error").path("message").isTextual()).isTrue();
    }
}
