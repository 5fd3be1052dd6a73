package org.securecontext.endtoend.gateway;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.securecontext.endtoend.provider.FakeProvider;

/**
 * Calls replicas of the gateway as agents and browsers do. A request leaves once: no retries, no redirects, no cookies of
 * its own, so that each call counts as one operation. Safe for many threads.
 */
public final class GatewayClient implements AutoCloseable {

    private static final int CONNECTIONS = 512;
    private static final Timeout CONNECT = Timeout.ofSeconds(2);
    private static final Pattern START_LINK = Pattern.compile("<a class=\"button\" href=\"([^\"]+)\"");
    private static final Pattern SESSION = Pattern.compile("[?&]session_id=([0-9a-f-]{36})");

    private final URI baseUrl;
    private final String agentKey;
    private final String strangerKey;
    private final CloseableHttpClient client;

    /** A client of the gateway with this public address and its agents' keys. Calls wait for an answer this long. */
    GatewayClient(URI baseUrl, Credentials credentials, Timeout answer) {
        this.baseUrl = baseUrl;
        this.agentKey = credentials.agentKey();
        this.strangerKey = credentials.strangerKey();
        this.client = HttpClients.custom()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(answer)
                        .setConnectionRequestTimeout(answer)
                        .build())
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(answer)
                                .build())
                        .build())
                .build();
    }

    /**
     * Walks a consent from {@code POST /api/agent/auth} up to, and without, the callback, which it answers: its sending is
     * what may create a session.
     */
    public ProviderCallback consent(int port, FakeProvider provider) throws IOException {
        HttpAnswer auth = api(port, "POST", "/api/agent/auth", "{\"provider\":\"" + GatewayProcesses.PROVIDER + "\"}");
        expect(201, auth);
        URI connect = URI.create(auth.json().at("/data/authorization_url").asText());
        HttpAnswer page = browser(port, connect, "");
        expect(200, page);
        Matcher link = START_LINK.matcher(page.body());
        if (!link.find()) {
            throw new IllegalStateException("No link that starts the flow in " + page.body());
        }
        return leave(port, provider, connect.resolve(link.group(1).replace("&amp;", "&")), page.cookieHeader());
    }

    /** As {@link #consent}, by the bare address that development mode knows: fewer calls for the same session. */
    public ProviderCallback browserConsent(int port, FakeProvider provider) throws IOException {
        return leave(port, provider, baseUrl.resolve("/oauth/" + GatewayProcesses.PROVIDER + "/authorize"), "");
    }

    /** Sends a callback and answers the session id; empty when the answer names none. */
    public String finish(int port, ProviderCallback callback) throws IOException {
        HttpAnswer answer = browser(port, callback.address(), callback.cookie());
        Matcher session = SESSION.matcher(answer.location());
        return session.find() ? session.group(1) : "";
    }

    /** {@code GET /api/tokens/{id}}. */
    public HttpAnswer retrieve(int port, String sessionId) throws IOException {
        return api(port, "GET", "/api/tokens/" + sessionId, "");
    }

    /** The same by an agent that does not own the session. */
    public HttpAnswer retrieveAsStranger(int port, String sessionId) throws IOException {
        return api(strangerKey, port, "GET", "/api/tokens/" + sessionId, "");
    }

    /** A call of the API with the agent's key; an empty body is none. */
    public HttpAnswer api(int port, String method, String path, String body) throws IOException {
        return api(agentKey, port, method, path, body);
    }

    private HttpAnswer api(String key, int port, String method, String path, String body) throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(method, baseUrl.resolve(path));
        request.setHeader("Authorization", "Bearer " + key);
        if (!body.isEmpty()) {
            request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        }
        return send(port, request);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException("The client does not close", e);
        }
    }

    private ProviderCallback leave(int port, FakeProvider provider, URI start, String cookie) throws IOException {
        HttpAnswer answer = browser(port, start, cookie);
        expect(302, answer);
        if (!answer.location().startsWith(provider.authorizationEndpoint().toString())) {
            throw new IOException("The flow does not start: " + answer.location());
        }
        String cookies = answer.cookies().isEmpty() ? cookie : answer.cookieHeader();
        return new ProviderCallback(provider.consent(URI.create(answer.location())), cookies);
    }

    private HttpAnswer browser(int port, URI address, String cookie) throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase("GET", address);
        request.setHeader("Accept", "text/html");
        if (!cookie.isEmpty()) {
            request.setHeader("Cookie", cookie);
        }
        return send(port, request);
    }

    /** To a replica's port, with the gateway's public name as Host, as a load balancer would send it. */
    private HttpAnswer send(int port, HttpUriRequestBase request) throws IOException {
        return client.execute(new HttpHost("http", "127.0.0.1", port), request, GatewayClient::read);
    }

    private static HttpAnswer read(ClassicHttpResponse response) throws IOException {
        Header location = response.getFirstHeader("Location");
        byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
        return new HttpAnswer(
                response.getCode(),
                location == null ? "" : location.getValue(),
                Arrays.stream(response.getHeaders("Set-Cookie"))
                        .map(Header::getValue)
                        .toList(),
                new String(body, StandardCharsets.UTF_8));
    }

    private static void expect(int status, HttpAnswer answer) throws IOException {
        if (answer.status() != status) {
            throw new IOException("Status " + answer.status() + " in place of " + status + ": " + answer.body());
        }
    }
}
