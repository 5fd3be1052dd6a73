package org.securecontext.localstack.inbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The page that shows the webhooks live, with its style and script as files of their own. */
final class InboxPage {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, Asset> ASSETS = Map.of(
            "/", new Asset("/inbox/index.html", "text/html; charset=utf-8"),
            "/inbox.js", new Asset("/inbox/inbox.js", "text/javascript; charset=utf-8"),
            "/inbox.css", new Asset("/inbox/inbox.css", "text/css; charset=utf-8"),
            "/assets/scp.css", new Asset("/static/assets/scp.css", "text/css; charset=utf-8"));

    private record Asset(String resource, String type) {}

    private InboxPage() {}

    /** Answers 404 for anything else, 405 for anything but reading. */
    static void serve(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.sendResponseHeaders(405, -1);
            return;
        }
        Asset asset = ASSETS.get(exchange.getRequestURI().getPath());
        if (asset == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        try (InputStream input = InboxPage.class.getResourceAsStream(asset.resource())) {
            if (input == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] bytes = input.readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", asset.type());
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
