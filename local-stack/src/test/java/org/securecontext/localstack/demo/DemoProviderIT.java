package org.securecontext.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.securecontext.localstack.backends.FreePorts;
import org.securecontext.localstack.backends.ServiceOptions;
import org.securecontext.localstack.backends.ServiceProcess;
import org.securecontext.localstack.backends.TestBackends;
import org.springframework.web.util.UriComponentsBuilder;

class DemoProviderIT {

    private static final String MAIN = "org.securecontext.localstack.provider.DemoProvider";
    private static final String VERIFIER = "a-code-verifier-that-is-long-enough-for-rfc-7636";

    private static URI issuer;
    private static URI callback;
    private static ServiceProcess provider;

    @BeforeAll
    static void start() {
        int port = FreePorts.next();
        issuer = URI.create("http://127.0.0.1:" + port);
        // It leads back to the provider itself, so that the client's last redirect has an answer.
        callback = issuer.resolve("/ready");
        Path directory = TestBackends.newDirectory("provider");
        provider = ServiceProcess.start(ServiceOptions.main("demo-provider", MAIN, callback, directory)
                .with(Map.of(
                        "DEMO_PROVIDER_PORT", Integer.toString(port),
                        "DEMO_PROVIDER_ISSUER", issuer.toString(),
                        "DEMO_PROVIDER_DIRECTORY", directory.toString(),
                        "DEMO_PROVIDER_CLIENT_SECRET", "secret",
                        "DEMO_PROVIDER_REDIRECT_URIS", callback.toString())));
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void aConsentBecomesATokenOfAliceThatRotates() {
        // Given
        Answer issued = exchange(consentedCode()).expecting(200);
        assertThat(issued.text("/id_token").split("\\.")).hasSize(3);

        // When
        Answer refreshed = refresh(issued.text("/refresh_token")).expecting(200);

        // Then
        Answer person = new Browser()
                .get(issuer.resolve("/userinfo"), "Authorization", "Bearer " + refreshed.text("/access_token"))
                .expecting(200);
        assertThat(person.text("/sub")).isEqualTo("alice");
        assertThat(person.text("/email")).isEqualTo("alice@example.com");
        assertThat(refreshed.text("/refresh_token")).isNotEqualTo(issued.text("/refresh_token"));
        assertThat(refresh(issued.text("/refresh_token")).text("/error")).isEqualTo("invalid_grant");
    }

    @Test
    void aGrantSurvivesAKillOfTheProvider() {
        // Given
        Answer issued = exchange(consentedCode()).expecting(200);

        // When
        provider.kill();
        provider.restart();

        // Then
        assertThat(refresh(issued.text("/refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void aRevokedRefreshTokenIsRefused() {
        // Given
        String refreshToken = exchange(consentedCode()).expecting(200).text("/refresh_token");

        // When
        Answer revoked = token("/oauth2/revoke", List.of(Map.entry("token", refreshToken)));

        // Then
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(refresh(refreshToken).text("/error")).isEqualTo("invalid_grant");
    }

    @Test
    void aCodeWithoutItsVerifierIsRefused() {
        // When
        Answer answer = token(
                "/oauth2/token",
                List.of(
                        Map.entry("grant_type", "authorization_code"),
                        Map.entry("code", consentedCode()),
                        Map.entry("redirect_uri", callback.toString())));

        // Then
        assertThat(answer.text("/error")).isEqualTo("invalid_grant");
    }

    @Test
    void denyingLeadsBackWithAccessDenied() {
        // Given
        Browser browser = new Browser();
        HtmlPage consent = new HtmlPage(consentPage(browser));
        List<Map.Entry<String, String>> withoutScopes = consent.formFields().stream()
                .filter(field -> !field.getKey().equals("scope"))
                .toList();

        // When
        Answer back = browser.postForm(consent.formAction(), withoutScopes);

        // Then
        assertThat(back.from().toString()).startsWith(callback + "?error=access_denied");
    }

    @Test
    void aRedirectUriThatIsNotRegisteredIsRefused() {
        // When
        Answer answer = new Browser().get(authorization(URI.create("http://localhost:1/elsewhere")));

        // Then
        assertThat(answer.status()).isEqualTo(400);
    }

    private static String consentedCode() {
        Browser browser = new Browser();
        HtmlPage consent = new HtmlPage(consentPage(browser));
        Answer back = browser.postForm(consent.formAction(), consent.formFields());
        return String.valueOf(UriComponentsBuilder.fromUri(back.from())
                .build()
                .getQueryParams()
                .getFirst("code"));
    }

    private static Answer consentPage(Browser browser) {
        HtmlPage login = new HtmlPage(browser.get(authorization(callback)).expecting(200));
        List<Map.Entry<String, String>> fields = new ArrayList<>(login.formFields());
        fields.add(Map.entry("username", "alice"));
        fields.add(Map.entry("password", "password"));
        Answer consent = browser.postForm(login.formAction(), fields).expecting(200);
        assertThat(consent.body()).contains("SecureContext gateway asks for access");
        return consent;
    }

    private static Answer exchange(String code) {
        return token(
                "/oauth2/token",
                List.of(
                        Map.entry("grant_type", "authorization_code"),
                        Map.entry("code", code),
                        Map.entry("redirect_uri", callback.toString()),
                        Map.entry("code_verifier", VERIFIER)));
    }

    private static Answer refresh(String refreshToken) {
        return token(
                "/oauth2/token",
                List.of(Map.entry("grant_type", "refresh_token"), Map.entry("refresh_token", refreshToken)));
    }

    private static Answer token(String path, List<Map.Entry<String, String>> fields) {
        List<Map.Entry<String, String>> all = new ArrayList<>(fields);
        all.add(Map.entry("client_id", "scp-gateway"));
        all.add(Map.entry("client_secret", "secret"));
        return new Browser().postForm(issuer.resolve(path), all);
    }

    private static URI authorization(URI redirectUri) {
        return issuer.resolve("/oauth2/authorize?response_type=code&client_id=scp-gateway&state=s&nonce=n"
                + "&scope=openid%20profile%20email%20offline_access&code_challenge_method=S256&code_challenge="
                + challenge() + "&redirect_uri=" + URLEncoder.encode(redirectUri.toString(), StandardCharsets.UTF_8));
    }

    private static String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
