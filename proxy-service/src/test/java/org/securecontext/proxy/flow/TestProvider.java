package org.securecontext.proxy.flow;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An OpenID provider on loopback that checks PKCE and use-once codes, and can be told to misbehave. */
final class TestProvider implements AutoCloseable {

    static final String CLIENT_SECRET = "provider-client-secret";

    private final HttpServer server;
    private final RSAKey key;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final AtomicInteger exchanges = new AtomicInteger();
    private volatile Behaviour behaviour = Behaviour.SOUND;

    private TestProvider(HttpServer server, RSAKey key) {
        this.server = server;
        this.key = key;
    }

    static TestProvider start() {
        try {
            RSAKey key = new RSAKeyGenerator(2048).keyID("k").generate();
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TestProvider provider = new TestProvider(server, key);
            server.createContext("/.well-known/openid-configuration", provider::metadata);
            server.createContext("/jwks", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
            server.createContext("/token", provider::token);
            server.setExecutor(Executors.newCachedThreadPool());
            server.start();
            return provider;
        } catch (JOSEException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void behave(Behaviour next) {
        behaviour = next;
        exchanges.set(0);
    }

    int exchanges() {
        return exchanges.get();
    }

    /** Consents to an authorization request as a person would, and returns where the browser is sent. */
    URI consent(URI authorizationRequest) {
        Map<String, String> query = form(authorizationRequest.getRawQuery());
        String code = "code-" + UUID.randomUUID();
        codes.put(code, query);
        String issuer = behaviour == Behaviour.OTHER_ISS ? "https://evil.example" : issuer().toString();
        String iss = behaviour == Behaviour.NO_ISS ? "" : "&iss=" + issuer;
        return URI.create(query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state") + iss);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void metadata(HttpExchange exchange) throws IOException {
        String issuer = issuer().toString();
        answer(exchange, 200, """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                "jwks_uri":"%1$s/jwks","subject_types_supported":["public"],"response_types_supported":["code"],
                "id_token_signing_alg_values_supported":["RS256"],"revocation_endpoint":"%1$s/revoke",
                "authorization_response_iss_parameter_supported":true}
                """.formatted(issuer));
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchanges.incrementAndGet();
        Map<String, String> request = codes.remove(String.valueOf(form.get("code")));
        if (behaviour == Behaviour.TOKEN_ERROR || request == null) {
            answer(
                    exchange,
                    400,
                    "{\"error\":\"invalid_grant\",\"error_description\":\"<script>provider text</script>\"}");
        } else if (behaviour == Behaviour.BROKEN) {
            answer(exchange, 502, "<html>Bad gateway</html>");
        } else if (!Objects.equals(request.get("code_challenge"), challenge(form.get("code_verifier")))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
        } else {
            answer(exchange, 200, tokens(request));
        }
    }

    private String tokens(Map<String, String> request) {
        String lifetime = behaviour == Behaviour.NO_LIFETIME ? "" : "\"expires_in\":3600,";
        String nonce = behaviour == Behaviour.OTHER_NONCE ? "another" : request.get("nonce");
        return "{\"access_token\":\"access-" + UUID.randomUUID() + "\",\"token_type\":\"Bearer\"," + lifetime
                + "\"refresh_token\":\"refresh-" + UUID.randomUUID() + "\",\"scope\":\"openid profile\",\"id_token\":\""
                + idToken(nonce) + "\"}";
    }

    private String idToken(@Nullable String nonce) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(behaviour == Behaviour.OTHER_ISSUER ? "https://evil.example" : issuer().toString())
                .subject("alice")
                .audience(behaviour == Behaviour.OTHER_AUDIENCE ? "another-client" : "scp-gateway")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", nonce)
                .build();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(), claims);
        try {
            jwt.sign(new RSASSASigner(behaviour == Behaviour.OTHER_KEY ? new RSAKeyGenerator(2048).generate() : key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    private static String challenge(@Nullable String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            fields.put(
                    URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", body.startsWith("<") ? "text/html" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** What the provider does wrong. */
    enum Behaviour {
        SOUND,
        NO_LIFETIME,
        TOKEN_ERROR,
        BROKEN,
        OTHER_NONCE,
        OTHER_ISSUER,
        OTHER_AUDIENCE,
        OTHER_KEY,
        OTHER_ISS,
        NO_ISS
    }
}
