package org.securecontext.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.proxy.ProxyApplication;
import org.securecontext.proxy.agents.ApiKey;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The whole way of a consent against a real Redis and a provider that can misbehave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsentFlowIT {

    private static final String KEY = ApiKey.mint().reveal();
    private static final String OTHER_KEY = ApiKey.mint().reveal();
    private static final String PUBLIC_BASE = "http://localhost:5000";

    private final TestProvider provider = TestProvider.start();
    private ReactiveWebServerApplicationContext gateway;
    private WebTestClient http;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        Path agents = Files.writeString(
                directory.resolve("agents.yaml"), """
                agents:
                  - {id: mail-agent, display-name: Mail agent, api-keys: ["%s"], providers: [test],
                     redirect-uris: ["https://agent.example/done"]}
                  - {id: other-agent, api-keys: ["%s"], providers: []}
                """.formatted(ApiKey.hash(KEY), ApiKey.hash(OTHER_KEY)));
        Path providers = Files.writeString(
                directory.resolve("providers.yaml"), """
                providers:
                  test: {display-name: Test, issuer: "%s", client-id: scp-gateway, client-secret: %s,
                         scopes: [openid, profile], optional-scopes: [email], authorization-parameters: {prompt: consent}}
                """.formatted(provider.issuer(), TestProvider.CLIENT_SECRET));
        gateway = (ReactiveWebServerApplicationContext) new SpringApplicationBuilder(ProxyApplication.class)
                .run(
                        "--server.port=0",
                        "--management.server.port=-1",
                        "--scp.environment=development",
                        // Other tests of this minute may have used up what the development agent is granted.
                        "--scp.protection.rate-limit-agent=none",
                        "--scp.agents.file=" + agents,
                        "--scp.providers.file=" + providers,
                        "--scp.redis.url=" + TestBackends.redisUrl(),
                        "--scp.kafka.bootstrap-servers=" + TestBackends.kafkaBootstrapServers(),
                        "--scp.vault.encryption-keys=one:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        http = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + gateway.getWebServer().getPort())
                .defaultHeader(HttpHeaders.HOST, "localhost:5000")
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    @AfterAll
    void stop() {
        gateway.close();
        provider.close();
    }

    @BeforeEach
    void soundProvider() {
        provider.behave(TestProvider.Behaviour.SOUND);
    }

    @Test
    void agentGetsTheTokenThatAPersonConsentedTo() {
        // Given
        Begun begun = begin("{\"provider\":\"test\",\"workflow_id\":\"w-1\"}");
        Browser browser = new Browser();

        // When
        URI result = browser.finish(browser.leave(begun));

        // Then
        String session = session(result);
        poll(begun)
                .jsonPath("$.data.status")
                .isEqualTo("completed")
                .jsonPath("$.data.session_id")
                .isEqualTo(session);
        as(KEY, "/api/tokens/" + session)
                .jsonPath("$.data.access_token")
                .value(token -> assertThat(token.toString()).startsWith("access-"))
                .jsonPath("$.data.refresh_token")
                .isEqualTo("")
                .jsonPath("$.data.provider")
                .isEqualTo("test")
                .jsonPath("$.data.scope")
                .isEqualTo("openid profile");
    }

    @Test
    void anotherAgentsSessionLooksLikeAnUnknownOne() {
        Begun begun = begin("{\"provider\":\"test\"}");
        Browser browser = new Browser();
        String session = session(browser.finish(browser.leave(begun)));

        http.get()
                .uri("/api/tokens/" + session)
                .headers(headers -> headers.setBearerAuth(OTHER_KEY))
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("SESSION_NOT_FOUND");
        http.get()
                .uri(begun.pollPath())
                .headers(headers -> headers.setBearerAuth(OTHER_KEY))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void authorizationRequestCarriesPkceStateNonceAndExtraParameters() {
        URI target = new Browser().leave(begin("{\"provider\":\"test\",\"scopes\":[\"openid\",\"email\"]}"));

        assertThat(target.getRawQuery())
                .contains("code_challenge_method=S256", "code_challenge=", "nonce=", "prompt=consent")
                .contains("scope=openid%20email")
                .containsPattern("state=[A-Za-z0-9_-]{43}")
                .contains("redirect_uri=" + PUBLIC_BASE + "/oauth/test/callback");
    }

    @Test
    void fiftyParallelCallbacksExchangeTheCodeOnce() throws InterruptedException {
        // Given
        Begun begun = begin("{\"provider\":\"test\"}");
        Browser browser = new Browser();
        URI callback = provider.consent(browser.leave(begun));

        // When
        List<Callable<URI>> callbacks = Collections.nCopies(50, () -> browser.open(callback));
        ExecutorService threads = Executors.newFixedThreadPool(callbacks.size());
        List<URI> results =
                threads.invokeAll(callbacks).stream().map(ConsentFlowIT::done).toList();
        threads.shutdown();

        // Then
        assertThat(provider.exchanges()).isEqualTo(1);
        assertThat(results)
                .filteredOn(result -> result.toString().contains("session_id="))
                .hasSize(1);
        assertThat(results)
                .filteredOn(result -> result.toString().contains("error=request_unknown"))
                .hasSize(49);
    }

    private static URI done(Future<URI> answer) {
        try {
            return answer.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void flowOfOneBrowserFailsInAnother() {
        Begun begun = begin("{\"provider\":\"test\"}");
        URI callback = provider.consent(new Browser().leave(begun));

        URI result = new Browser().open(callback);

        assertThat(result.toString()).contains("error=wrong_browser");
        assertThat(provider.exchanges()).isZero();
        poll(begun).jsonPath("$.data.status").isEqualTo("pending");
    }

    @Test
    void buttonOfOneBrowserDoesNotWorkInAnother() {
        Begun begun = begin("{\"provider\":\"test\"}");
        URI start = new Browser().start(begun);

        URI result = new Browser().open(start);

        assertThat(result.toString()).contains("error=wrong_browser");
    }

    @ParameterizedTest
    @EnumSource(
            value = TestProvider.Behaviour.class,
            names = {"SOUND", "NO_LIFETIME"},
            mode = EnumSource.Mode.EXCLUDE)
    void misbehavingProviderConnectsNothing(TestProvider.Behaviour behaviour) {
        // Given
        provider.behave(behaviour);
        Begun begun = begin("{\"provider\":\"test\"}");
        Browser browser = new Browser();

        // When
        URI result = browser.finish(browser.leave(begun));

        // Then
        assertThat(result.toString()).contains("error=provider_error").doesNotContain("<script", "%3Cscript");
        poll(begun)
                .jsonPath("$.data.status")
                .isEqualTo("failed")
                .jsonPath("$.data.error")
                .isEqualTo("provider_error");
    }

    @Test
    void lifetimeThatTheProviderDidNotNameIsNotInvented() {
        provider.behave(TestProvider.Behaviour.NO_LIFETIME);
        Begun begun = begin("{\"provider\":\"test\"}");
        Browser browser = new Browser();

        String session = session(browser.finish(browser.leave(begun)));

        as(KEY, "/api/tokens/" + session)
                .jsonPath("$.data.expires_at")
                .isEmpty()
                .jsonPath("$.data.metadata.expires_in_seconds")
                .isEmpty();
    }

    @Test
    void denialEndsTheRequest() {
        Begun begun = begin("{\"provider\":\"test\"}");
        Browser browser = new Browser();
        String state = browser.leave(begun).getRawQuery().replaceAll(".*state=([^&]*).*", "$1");

        URI result = browser.open(URI.create(PUBLIC_BASE + "/oauth/test/callback?error=access_denied&error_description="
                + "provider-text&state=" + state + "&iss=" + provider.issuer()));

        assertThat(result.toString()).contains("error=access_denied").doesNotContain("provider-text");
        poll(begun).jsonPath("$.data.status").isEqualTo("denied");
    }

    @Test
    void browserGoesToTheAgentsRegisteredAddressOnly() {
        Begun begun = begin("{\"provider\":\"test\",\"redirect_uri\":\"https://agent.example/done\"}");
        Browser browser = new Browser();

        URI result = browser.finish(browser.leave(begun));

        assertThat(result.toString()).startsWith("https://agent.example/done?request_id=" + begun.requestId());
        post(KEY, "{\"provider\":\"test\",\"redirect_uri\":\"https://agent.example/done/x\"}")
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void policyHoldsProviderAndScopes() {
        post(KEY, "{\"provider\":\"test\",\"scopes\":[\"admin\"]}")
                .expectStatus()
                .isBadRequest();
        post(OTHER_KEY, "{\"provider\":\"test\"}").expectStatus().isForbidden();
        post(KEY, "{\"provider\":\"unknown\"}").expectStatus().isNotFound();
        post(KEY, "{\"provider\":5}").expectStatus().isBadRequest();
        post("scp_wrong", "{\"provider\":\"test\"}").expectStatus().isUnauthorized();
    }

    @Test
    void browserOnAnotherOriginIsSentToTheCallbacksOnce() {
        Begun begun = begin("{\"provider\":\"test\"}");

        FluxExchangeResult<Void> away = http.get()
                .uri("/oauth/test/authorize?request_id=" + begun.requestId())
                .header(HttpHeaders.HOST, "127.0.0.1:5000")
                .exchange()
                .expectStatus()
                .isFound()
                .returnResult(Void.class);

        assertThat(away.getResponseHeaders().getLocation())
                .hasToString(PUBLIC_BASE + "/oauth/test/authorize?request_id=" + begun.requestId() + "&moved=1");
        assertThat(away.getResponseCookies()).isEmpty();
    }

    @Test
    void longPollAnswersWhenTheRequestEnds() {
        Begun begun = begin("{\"provider\":\"test\"}");
        Browser browser = new Browser();
        URI callback = provider.consent(browser.leave(begun));
        var waiting = java.util.concurrent.CompletableFuture.runAsync(() -> as(KEY, begun.pollPath() + "?wait=20s")
                .jsonPath("$.data.status")
                .isEqualTo("completed"));

        assertThat(browser.open(callback).toString()).contains("session_id=");

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
    }

    private Begun begin(String body) {
        Begun begun = post(KEY, body)
                .expectStatus()
                .isCreated()
                .expectBody(Envelope.class)
                .returnResult()
                .getResponseBody()
                .data();
        assertThat(begun.authorization_url()).isEqualTo(PUBLIC_BASE + "/connect/" + begun.request_id());
        return begun;
    }

    private WebTestClient.ResponseSpec post(String key, String body) {
        return http.post()
                .uri("/api/agent/auth")
                .headers(headers -> headers.setBearerAuth(key))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.BodyContentSpec poll(Begun begun) {
        return as(KEY, begun.pollPath());
    }

    private WebTestClient.BodyContentSpec as(String key, String path) {
        return http.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(key))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private static String session(URI result) {
        assertThat(result.toString()).contains("session_id=");
        return result.toString().replaceAll(".*session_id=", "");
    }

    private record Envelope(Begun data) {}

    private record Begun(String request_id, String authorization_url) {

        String requestId() {
            return request_id;
        }

        String pollPath() {
            return "/api/agent/auth/" + request_id;
        }
    }

    /** A browser with its cookie. */
    private final class Browser {

        private String cookie = "";

        /** Opens the connect link; returns the address behind its button. */
        URI start(Begun begun) {
            EntityExchangeResult<String> page = get("/connect/" + begun.requestId());
            remember(page);
            String html = Objects.requireNonNull(page.getResponseBody());
            return URI.create(html.replaceAll("(?s).*href=\"(/oauth/test/authorize[^\"]*)\".*", "$1")
                    .replace("&amp;", "&")
                    .replace("&#x3D;", "="));
        }

        /** Presses the button; returns the provider's address. */
        URI leave(Begun begun) {
            return open(start(begun));
        }

        /** Consents and comes back; returns where the gateway sends the browser. */
        URI finish(URI authorizationRequest) {
            return open(provider.consent(authorizationRequest));
        }

        URI open(URI address) {
            EntityExchangeResult<String> answer = get(address.getRawPath() + "?" + address.getRawQuery());
            assertThat(answer.getStatus().value()).isEqualTo(302);
            remember(answer);
            return Objects.requireNonNull(answer.getResponseHeaders().getLocation());
        }

        /** Reads the whole answer, so that its connection is free for the next one. */
        private EntityExchangeResult<String> get(String path) {
            return http.get()
                    .uri(URI.create("http://localhost:" + gateway.getWebServer().getPort() + path))
                    .header(HttpHeaders.COOKIE, cookie)
                    .exchange()
                    .expectBody(String.class)
                    .returnResult();
        }

        private void remember(EntityExchangeResult<?> answer) {
            String set = answer.getResponseHeaders().getFirst(HttpHeaders.SET_COOKIE);
            if (set != null) {
                cookie = set.substring(0, set.indexOf(';'));
            }
        }
    }
}
