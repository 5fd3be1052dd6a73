package org.securecontext.proxy.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class RequestFirewallTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Why the firewall need not look at the answer: a value that holds a line break gets into none. */
    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Other: b", "a\nX-Other: b", "a\rb", "a\u0000b"})
    void serverRefusesALineBreakInAHeaderOfTheAnswer(String value) {
        // Given
        RequestFirewall firewall = new RequestFirewall();
        WebHandler handler = exchange -> firewall.accept(exchange).flatMap(accepted -> {
            HttpHeaders headers = accepted.getResponse().getHeaders();
            headers.set("X-Set", "kept");
            headers.set("X-Value", value);
            return accepted.getResponse().setComplete();
        });
        HttpHandler server = WebHttpHandlerBuilder.webHandler(handler).build();
        DisposableServer running = HttpServer.create()
                .bindAddress(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .handle(new ReactorHttpHandlerAdapter(server))
                .bindNow(PATIENCE);

        // When
        try {
            var answer = WebClient.create("http://127.0.0.1:" + running.port())
                    .get()
                    .exchangeToMono(response -> response.toBodilessEntity())
                    .block(PATIENCE);

            // Then
            assertThat(answer).isNotNull();
            assertThat(answer.getStatusCode().value()).isEqualTo(500);
            assertThat(answer.getHeaders()).doesNotContainKeys("X-Value", "X-Other");
        } finally {
            running.disposeNow(PATIENCE);
        }
    }
}
