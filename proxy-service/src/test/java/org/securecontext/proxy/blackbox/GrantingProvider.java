package org.securecontext.proxy.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** The token and revocation endpoints of a provider (RFC 6749, RFC 7009); the authorization code says what it grants. */
final class GrantingProvider extends Dispatcher {

    /** A code for an hour's access token with a refresh token. */
    static final String REFRESHABLE = "refreshable";

    /** A code for an hour's access token alone. */
    static final String UNREFRESHABLE = "unrefreshable";

    /** A code for an access token that is due at once, and whose refresh token has been withdrawn. */
    static final String WITHDRAWN = "withdrawn";

    private final MockWebServer server = new MockWebServer();

    private GrantingProvider() {
        server.setDispatcher(this);
    }

    static GrantingProvider start() {
        GrantingProvider provider = new GrantingProvider();
        try {
            provider.server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return provider;
    }

    /** Describes it in a providers file. */
    String yaml() {
        return """
                providers:
                  fake:
                    display-name: Fake provider
                    endpoints:
                      authorization: %1$s/authorize
                      token: %1$s/token
                      revocation: %1$s/revoke
                    client-id: gateway
                    client-secret: provider-secret
                    client-authentication: client_secret_post
                    scopes: [profile, email]
                    optional-scopes: [calendar]
                """.formatted("http://127.0.0.1:" + server.getPort());
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        String path = String.valueOf(request.getUrl().encodedPath());
        String form = request.getBody() == null ? "" : request.getBody().utf8();
        if (path.equals("/revoke")) {
            return new MockResponse.Builder().code(200).build();
        }
        if (form.contains("grant_type=refresh_token")) {
            return form.contains(WITHDRAWN) ? json(400, "{\"error\":\"invalid_grant\"}") : grant(REFRESHABLE);
        }
        return form.contains("code=unknown")
                ? json(400, "{\"error\":\"invalid_grant\",\"error_description\":\"the provider's own words\"}")
                : grant(kind(form));
    }

    private static String kind(String form) {
        if (form.contains("code=" + WITHDRAWN)) {
            return WITHDRAWN;
        }
        return form.contains("code=" + UNREFRESHABLE) ? UNREFRESHABLE : REFRESHABLE;
    }

    private static MockResponse grant(String kind) {
        String refreshToken =
                kind.equals(UNREFRESHABLE) ? "" : ",\"refresh_token\":\"rt-" + kind + "-" + UUID.randomUUID() + "\"";
        int seconds = kind.equals(WITHDRAWN) ? 1 : 3600;
        return json(
                200,
                "{\"access_token\":\"at-" + UUID.randomUUID() + "\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds
                        + refreshToken + "}");
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }
}
