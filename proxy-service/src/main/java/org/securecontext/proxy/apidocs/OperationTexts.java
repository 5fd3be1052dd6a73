package org.securecontext.proxy.apidocs;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import java.util.Map;

/** The id, summary and description of each call. A call without them stops the description, so that none is forgotten. */
final class OperationTexts {

    private static final Map<String, Text> TEXTS = Map.ofEntries(
            Map.entry(
                    "POST /api/agent/auth",
                    new Text(
                            "requestAuthorization",
                            "Ask for a person's consent",
                            "Answers a connect link to show to the person, and where to poll for the session id.")),
            Map.entry(
                    "GET /api/agent/auth/{request_id}",
                    new Text(
                            "pollAuthorization",
                            "See how a consent stands",
                            "With wait, the answer comes when the state changes, at the latest after that time.")),
            Map.entry(
                    "GET /api/tokens/{session_id}",
                    new Text(
                            "getToken",
                            "Fetch a live access token",
                            "Renewed before it is handed out when it is about to expire. Each answer leaves an event.")),
            Map.entry(
                    "GET /api/sessions",
                    new Text(
                            "listSessions",
                            "List sessions",
                            "An agent sees its own, the admin all. Newest first, without tokens.")),
            Map.entry(
                    "GET /api/sessions/{session_id}",
                    new Text("getSession", "Look at a session", "What is known of a session, without its tokens.")),
            Map.entry(
                    "DELETE /api/sessions/{session_id}",
                    new Text(
                            "revokeSession",
                            "Revoke a session",
                            "Deletes the tokens here and revokes them at the provider where it can (RFC 7009).")),
            Map.entry(
                    "POST /api/sessions/{session_id}/extend",
                    new Text(
                            "extendSession",
                            "Extend a session",
                            "At most to the longest life of a session from now; only one with a refresh token.")),
            Map.entry(
                    "GET /api/storage/stats",
                    new Text(
                            "getStorageStats",
                            "Count what is stored",
                            "Totals, by provider and by agent, and how many events wait for Kafka.")),
            Map.entry(
                    "GET /api/enterprise/webhooks/info",
                    new Text("getWebhookSettings", "See how webhooks are set", "Without the secret.")),
            Map.entry(
                    "POST /api/enterprise/webhooks/test",
                    new Text(
                            "testWebhooks",
                            "Send a test event",
                            "It takes the whole way through Kafka to every webhook endpoint, past all filters.")),
            Map.entry(
                    "GET /api/enterprise/config",
                    new Text("getConfiguration", "See how the gateway is set up", "What a client may need to know.")),
            Map.entry(
                    "GET /api/providers",
                    new Text("listProviders", "List the providers", "Those at which a person can consent here.")),
            Map.entry("GET /api/version", new Text("getVersion", "See the version", "Of the API and the service.")),
            Map.entry(
                    "GET /api/health",
                    new Text("getHealth", "See whether the parts work", "The status of Redis, outbox and Kafka.")));

    private OperationTexts() {}

    static void describe(String path, PathItem.HttpMethod method, Operation operation) {
        Text text = TEXTS.get(method + " " + path);
        if (text == null) {
            throw new IllegalStateException("No description of " + method + " " + path);
        }
        operation.operationId(text.id()).summary(text.summary()).description(text.description());
    }

    private record Text(String id, String summary, String description) {}
}
