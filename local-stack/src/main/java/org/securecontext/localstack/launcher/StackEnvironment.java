package org.securecontext.localstack.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The environment variables of each process: the stack's own, under the caller's {@code SCP_*}. */
final class StackEnvironment {

    private static final String CLIENT_ID = "scp-gateway";

    private final LaunchOptions options;
    private final StackDirectory directory;
    private final Credentials credentials;
    private final Map<String, String> caller;

    StackEnvironment(
            LaunchOptions options, StackDirectory directory, Credentials credentials, Map<String, String> caller) {
        this.options = options;
        this.directory = directory;
        this.credentials = credentials;
        this.caller = caller;
    }

    /** Writes the agents and providers files that the variables name. */
    void writeFiles() throws IOException {
        directory.writePrivately("agents.yaml", agents());
        directory.writePrivately("providers.yaml", providers());
    }

    Map<String, String> ofProxy() {
        Map<String, String> own = shared();
        own.put("SCP_REDIS_URL", "redis://127.0.0.1:" + options.port(StackPort.REDIS));
        own.put("SCP_AGENTS_FILE", directory.resolve("agents.yaml").toString());
        own.put("SCP_PROVIDERS_FILE", directory.resolve("providers.yaml").toString());
        return callersFirst(own, StackPort.PROXY, StackPort.PROXY_MANAGEMENT);
    }

    Map<String, String> ofRelay() {
        Map<String, String> own = shared();
        own.put("SCP_WEBHOOK_ALLOW_PRIVATE", "true");
        return callersFirst(own, StackPort.RELAY, StackPort.RELAY_MANAGEMENT);
    }

    Map<String, String> ofProvider(Path own) {
        return Map.of(
                "DEMO_PROVIDER_PORT", Integer.toString(options.port(StackPort.PROVIDER)),
                "DEMO_PROVIDER_ISSUER", issuer(),
                "DEMO_PROVIDER_DIRECTORY", own.toString(),
                "DEMO_PROVIDER_CLIENT_ID", CLIENT_ID,
                "DEMO_PROVIDER_CLIENT_SECRET", credentials.providerClientSecret(),
                "DEMO_PROVIDER_REDIRECT_URIS", String.join(",", redirectUris()));
    }

    /** The secret that the relay signs with. */
    String webhookSecret() {
        return effective("SCP_WEBHOOK_SECRET", credentials.webhookSecret());
    }

    /** Where the gateway is reached. */
    String baseUrl() {
        return effective("SCP_BASE_URL", "http://localhost:" + options.port(StackPort.PROXY));
    }

    String adminKey() {
        return effective("SCP_ADMIN_KEY", credentials.adminKey());
    }

    private Map<String, String> shared() {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("SCP_ENVIRONMENT", "development");
        own.put("SCP_BASE_URL", baseUrl());
        own.put("SCP_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + options.port(StackPort.KAFKA));
        own.put("SCP_ENCRYPTION_KEYS", credentials.encryptionKeys());
        own.put("SCP_ADMIN_KEY", credentials.adminKey());
        own.put("SCP_ENABLE_WEBHOOKS", "true");
        own.put("SCP_WEBHOOK_URL", "http://localhost:" + options.port(StackPort.INBOX) + "/webhooks");
        own.put("SCP_WEBHOOK_SECRET", credentials.webhookSecret());
        own.put("SCP_LOG_FORMAT", "text");
        return own;
    }

    /** The ports alone are the stack's: each service has its own, and an option changes it. */
    private Map<String, String> callersFirst(Map<String, String> own, StackPort service, StackPort management) {
        Map<String, String> all = new LinkedHashMap<>(own);
        caller.forEach((name, value) -> {
            if (name.startsWith("SCP_")) {
                all.put(name, value);
            }
        });
        all.put("SCP_PORT", Integer.toString(options.port(service)));
        all.put("SCP_MANAGEMENT_PORT", Integer.toString(options.port(management)));
        return all;
    }

    private String effective(String variable, String own) {
        String callers = caller.get(variable);
        return callers == null || callers.isBlank() ? own : callers;
    }

    private String issuer() {
        return "http://127.0.0.1:" + options.port(StackPort.PROVIDER);
    }

    private Set<String> redirectUris() {
        Set<String> bases = new TreeSet<>();
        bases.add("http://localhost:" + options.port(StackPort.PROXY));
        bases.add(baseUrl());
        bases.add(effective("SCP_CALLBACK_URL_OVERRIDE", baseUrl()));
        Set<String> uris = new TreeSet<>();
        bases.forEach(base -> uris.add(base.replaceAll("/+$", "") + "/oauth/demo/callback"));
        return uris;
    }

    private String agents() {
        return """
                agents:
                  - id: %s
                    display-name: Demo agent
                    api-keys:
                      - %s
                    providers: [demo, google, microsoft, github, gitlab, slack]
                  - id: other-agent
                    display-name: Another agent, which must not get the first one's tokens
                    api-keys:
                      - %s
                """.formatted(
                        credentials.agentId(),
                        Credentials.hash(credentials.agentKey()),
                        Credentials.hash(credentials.otherAgentKey()));
    }

    private String providers() {
        return """
                providers:
                  demo:
                    display-name: Demo provider
                    issuer: %s
                    client-id: %s
                    client-secret: %s
                    scopes: [openid, profile, email, offline_access]
                    optional-scopes: [calendar.read]
                    rotation: rotating
                    rotation-grace: 0s
                """.formatted(issuer(), CLIENT_ID, credentials.providerClientSecret());
    }
}
