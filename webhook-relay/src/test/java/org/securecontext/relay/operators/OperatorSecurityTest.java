package org.securecontext.relay.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecontext.relay.api.Answers;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rules of the API's door, on a real server with nothing behind it. */
class OperatorSecurityTest {

    private static final String KEY = "scp_operatorsKeyForTests00000000000000000000000";

    private @Nullable ServletWebServerApplicationContext server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theAdminsKeyOpensTheApi() throws IOException {
        // Given
        start(AdminKey.of(KEY, false));

        // When
        Answer answer = get("/api/open", Map.of("Authorization", "Bearer " + KEY));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains("\"success\":true")
                .containsIgnoringCase("x-api-version: 1.0")
                .containsIgnoringCase("cache-control: no-store")
                .containsIgnoringCase("x-request-id: ");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Bearer scp_another", "Bearer ", "Basic c2NwOnNjcA==", KEY})
    void anyKeyButTheAdminsIsRefusedInTheEnvelope(@Nullable String authorization) throws IOException {
        // Given
        start(AdminKey.of(KEY, false));

        // When
        Answer answer =
                get("/api/no/such/path", authorization == null ? Map.of() : Map.of("Authorization", authorization));

        // Then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text())
                .contains("\"code\":\"UNAUTHENTICATED\"")
                .containsIgnoringCase("www-authenticate: Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer null", ""})
    void withoutAConfiguredKeyProductionLetsNobodyIn(String authorization) throws IOException {
        // Given
        start(AdminKey.of("", false));

        // When
        Answer answer = get("/api/open", Map.of("Authorization", authorization));

        // Then
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void inDevelopmentACallWithoutAKeyIsTheAdminsAndOneWithAnotherKeyIsNot() throws IOException {
        // Given
        start(AdminKey.of(null, true));

        // When
        Answer none = get("/api/open", Map.of());
        Answer wrong = get("/api/open", Map.of("Authorization", "Bearer scp_another"));

        // Then
        assertThat(none.status()).isEqualTo(200);
        assertThat(wrong.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "Host,evil.example",
        "Host,localhost.evil.example:5001",
        "Origin,https://evil.example",
        "Origin,null",
        "Sec-Fetch-Site,cross-site"
    })
    void inDevelopmentOtherHostsOriginsAndSitesAreRefused(String name, String value) throws IOException {
        // Given
        start(AdminKey.of(null, true));

        // When
        Answer answer = get("/api/open", Map.of(name, value));

        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("\"code\":\"FORBIDDEN\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:5001", "http://127.0.0.1:8080", "http://[::1]:5001"})
    void inDevelopmentOwnOriginsAreTaken(String origin) throws IOException {
        // Given
        start(AdminKey.of(null, true));

        // When
        Answer answer = get("/api/open", Map.of("Origin", origin, "Sec-Fetch-Site", "same-origin"));

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "changeme", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void aWeakKeyStopsTheStartInProductionAlone(String weak) {
        // When, Then
        assertThatThrownBy(() -> AdminKey.of(weak, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too weak")
                .hasMessageNotContaining(weak);
        assertThat(AdminKey.of(weak, true).matches(weak)).isTrue();
    }

    private void start(AdminKey key) {
        server = (ServletWebServerApplicationContext) new SpringApplicationBuilder(OpenDoor.class)
                .initializers((ApplicationContextInitializer<GenericApplicationContext>)
                        context -> context.registerBean(AdminKey.class, () -> key))
                .properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off")
                .properties("spring.config.name=none")
                .run();
    }

    /** Over a socket, since a client of the JDK may not set Host and Origin. */
    private Answer get(String path, Map<String, String> headers) throws IOException {
        int port = server == null ? 0 : server.getWebServer().getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nConnection: close\r\n");
            if (!headers.containsKey("Host")) {
                request.append("Host: localhost:").append(port).append("\r\n");
            }
            headers.forEach((name, value) ->
                    request.append(name).append(": ").append(value).append("\r\n"));
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String status = String.valueOf(reader.readLine());
            return new Answer(
                    Integer.parseInt(status.substring(9, 12)),
                    reader.lines().reduce("", (text, line) -> text + line + "\n"));
        }
    }

    private record Answer(int status, String text) {}

    @Configuration(proxyBeanMethods = false)
    @Import({OperatorSecurity.class, ServletParts.class})
    static class OpenDoor {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        OpenController openController(Answers answers) {
            return new OpenController(answers);
        }
    }

    @RestController
    static class OpenController {

        private final Answers answers;

        OpenController(Answers answers) {
            this.answers = answers;
        }

        @GetMapping("/api/open")
        Object open() {
            return answers.of(Map.of("open", true));
        }
    }
}
