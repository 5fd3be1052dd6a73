package org.securecontext.endtoend.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth 2 provider on loopback (RFC 6749, RFC 7636, RFC 7009) whose every user consents at once. Refresh tokens rotate,
 * and a used one that comes again revokes its whole family, as RFC 9700 §4.14.2 asks.
 */
public final class FakeProvider implements AutoCloseable {

    /** The client that the gateway is here. */
    public static final String CLIENT_ID = "scp-gateway";

    private static final int THREADS = 16;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final String clientSecret;
    private final Grants grants;
    private final AtomicInteger exchanges = new AtomicInteger();
    private final AtomicInteger refreshes = new AtomicInteger();
    private final AtomicInteger revocations = new AtomicInteger();
    private volatile Supplier<@Nullable Duration> lifetime = () -> Duration.ofHours(1);
    private volatile Duration refreshDelay = Duration.ZERO;

    private FakeProvider(String clientSecret, Supplier<String> tokens) {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.clientSecret = clientSecret;
        this.grants = new Grants(tokens);
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        } catch (IOException e) {
            throw new UncheckedIOException("No provider on loopback", e);
        }
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/revoke", this::revoke);
        server.setExecutor(threads);
    }

    /** Starts a provider on a free port that draws its tokens from this supplier. */
    public static FakeProvider start(String clientSecret, Supplier<String> tokens) {
        FakeProvider provider = new FakeProvider(clientSecret, tokens);
        provider.server.start();
        return provider;
    }

    /** Sets for how long access tokens live from now on; a null duration leaves {@code expires_in} out. */
    public void accessTokensLive(Supplier<@Nullable Duration> duration) {
        lifetime = duration;
    }

    /** Whether new grants come with a refresh token. */
    public void grantsRefreshTokens(boolean granted) {
        grants.withRefreshTokens(granted);
    }

    /** Rotates at once, but answers a refresh only after this time. */
    public void answersRefreshAfter(Duration delay) {
        refreshDelay = delay;
    }

    public URI authorizationEndpoint() {
        return endpoint("/authorize");
    }

    public URI tokenEndpoint() {
        return endpoint("/token");
    }

    public URI revocationEndpoint() {
        return endpoint("/revoke");
    }

    /** What the browser of a person who consents is sent to: the callback with code and state. */
    public URI consent(URI authorizationRequest) {
        Form form = Form.parse(authorizationRequest.getRawQuery());
        if (!CLIENT_ID.equals(form.get("client_id"))) {
            throw new IllegalArgumentException("An authorization request of another client");
        }
        String code = grants.authorize(form.get("redirect_uri"), form.get("code_challenge"), form.get("scope"));
        return URI.create(form.get("redirect_uri") + "?code=" + code + "&state=" + form.get("state"));
    }

    /** Whether this access token was issued here and not revoked since. */
    public boolean isLive(String accessToken) {
        return grants.isLive(accessToken);
    }

    /** Every authorization code that was issued. */
    public List<String> issuedCodes() {
        return grants.issuedCodes();
    }

    /** Calls of the token endpoint with an authorization code. */
    public int codeExchanges() {
        return exchanges.get();
    }

    /** Calls of the token endpoint with a refresh token, whatever their outcome. */
    public int refreshes() {
        return refreshes.get();
    }

    /** Calls of the revocation endpoint. */
    public int revocations() {
        return revocations.get();
    }

    /** How many families of tokens were revoked since a used refresh token came again. */
    public int reuses() {
        return grants.reuses();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private URI endpoint(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        URI callback = consent(exchange.getRequestURI());
        exchange.getResponseHeaders().set("Location", callback.toString());
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Form form = Form.parse(body(exchange));
        if (!authenticates(exchange, form)) {
            answer(exchange, 401, Map.of("error", "invalid_client"));
        } else if ("refresh_token".equals(form.get("grant_type"))) {
            refreshes.incrementAndGet();
            Map<String, Object> answer = grants.refresh(form.get("refresh_token"), lifetime.get());
            answerLater(exchange, answer);
        } else {
            exchanges.incrementAndGet();
            Map<String, Object> answer = grants.exchange(
                    form.get("code"), form.get("redirect_uri"), form.get("code_verifier"), lifetime.get());
            answer(exchange, Grants.status(answer), answer);
        }
    }

    private void revoke(HttpExchange exchange) throws IOException {
        revocations.incrementAndGet();
        grants.revoke(Form.parse(body(exchange)).get("token"));
        answer(exchange, 200, Map.of());
    }

    private boolean authenticates(HttpExchange exchange, Form form) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null) {
            return CLIENT_ID.equals(form.get("client_id")) && clientSecret.equals(form.get("client_secret"));
        }
        String pair = CLIENT_ID + ":" + Form.encode(clientSecret);
        byte[] expected = pair.getBytes(StandardCharsets.UTF_8);
        return header.equals("Basic " + Base64.getEncoder().encodeToString(expected));
    }

    /** Leaves the thread meanwhile, as other grants go on. */
    private void answerLater(HttpExchange exchange, Map<String, Object> answer) {
        CompletableFuture.delayedExecutor(refreshDelay.toMillis(), TimeUnit.MILLISECONDS, threads)
                .execute(() -> {
                    try {
                        answer(exchange, Grants.status(answer), answer);
                    } catch (IOException callerHasGone) {
                        exchange.close();
                    }
                });
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> answer) throws IOException {
        byte[] json = Form.json(answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, json.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(json);
        }
    }
}
