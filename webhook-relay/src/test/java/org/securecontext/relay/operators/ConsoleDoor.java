package org.securecontext.relay.operators;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The console's door on a real server with one page behind it, and a browser that shows its cookies as they are. */
final class ConsoleDoor implements AutoCloseable {

    static final String CSRF = "__Host-scp_csrf";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:30Z"));
    private final AtomicInteger done = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable ServletWebServerApplicationContext server;

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }

    void pass(Duration time) {
        Instant unused = now.updateAndGet(before -> before.plus(time));
    }

    /** How many forms were let through. */
    int formsTaken() {
        return done.get();
    }

    /** Loads the form and sends this key with its token. */
    HttpResponse<String> login(String key, String session) throws IOException, InterruptedException {
        String csrfName = session.startsWith("__Host-") ? CSRF : "scp_csrf";
        HttpResponse<String> page = get("/console/login", "");
        return post(
                "/console/login",
                "_csrf=" + encoded(page.body()) + "&key=" + encoded(key),
                pair(setCookie(page, csrfName)));
    }

    /** A page. */
    HttpResponse<String> get(String path, String cookie) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(path)).header("Cookie", cookie));
    }

    HttpResponse<String> post(String path, String form, String cookie) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(path))
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        int port = server == null ? 0 : server.getWebServer().getPort();
        return URI.create("http://127.0.0.1:" + port + path);
    }

    static String setCookie(HttpResponse<String> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .findFirst()
                .orElse("");
    }

    static String pair(String setCookie) {
        HttpCookie cookie = HttpCookie.parse(setCookie).get(0);
        return cookie.getName() + "=" + cookie.getValue();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Starts the server behind this key. */
    void start(AdminKey key) {
        InstantSource source = now::get;
        server = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Door.class)
                .initializers((ApplicationContextInitializer<GenericApplicationContext>) context -> {
                    context.registerBean(AdminKey.class, () -> key);
                    context.registerBean(Clock.class, () -> source.withZone(ZoneOffset.UTC));
                    context.registerBean(Page.class, () -> new Page(done));
                })
                .properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off")
                .properties("spring.config.name=none")
                .run();
    }

    @Configuration(proxyBeanMethods = false)
    @Import({ConsoleSecurity.class, ServletParts.class})
    static class Door {}

    @RestController
    static class Page {

        private final AtomicInteger done;

        Page(AtomicInteger done) {
            this.done = done;
        }

        @GetMapping({"/console", "/console/login"})
        String token(CsrfToken csrf) {
            return csrf.getToken();
        }

        @PostMapping("/console/do")
        String act() {
            return "done " + done.incrementAndGet();
        }
    }
}
