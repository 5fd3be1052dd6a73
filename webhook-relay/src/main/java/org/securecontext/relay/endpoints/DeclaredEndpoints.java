package org.securecontext.relay.endpoints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

/**
 * The endpoints of the environment ({@code SCP_WEBHOOK_URL}: one, named {@code default}) and of the endpoints file. In the
 * file, {@code ${NAME}} stands for a variable of the environment, so that it need hold no secret.
 */
public final class DeclaredEndpoints {

    /** The id of the endpoint that {@code SCP_WEBHOOK_URL} declares. */
    public static final EndpointId DEFAULT = new EndpointId("default");

    private final WebhookSettings settings;
    private final boolean production;
    private final Environment environment;

    /** Endpoints of these settings; production asks for https and a secret. */
    public DeclaredEndpoints(WebhookSettings settings, boolean production, Environment environment) {
        this.settings = settings;
        this.production = production;
        this.environment = environment;
    }

    /**
     * Reads them.
     *
     * @throws InvalidConfiguration naming each wrong part
     */
    public List<Endpoint> read() {
        List<String> problems = new ArrayList<>();
        Map<EndpointId, Endpoint> endpoints = new LinkedHashMap<>();
        if (settings.enabled()) {
            String where = "SCP_WEBHOOK_URL, SCP_WEBHOOK_SECRET, SCP_WEBHOOK_EVENTS, SCP_WEBHOOK_TIMEOUT or"
                    + " SCP_WEBHOOK_RETRY_COUNT";
            add(endpoints, reader(where, problems).read(fromEnvironment(), StartFrom.EARLIEST), problems);
        }
        List<EndpointEntry> entries = fromFile(problems);
        for (int i = 0; i < entries.size(); i++) {
            String where = "SCP_WEBHOOK_ENDPOINTS_FILE, endpoint " + (i + 1);
            add(endpoints, reader(where, problems).read(entries.get(i), StartFrom.LATEST), problems);
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
        return List.copyOf(endpoints.values());
    }

    private ReadEndpoint reader(String where, List<String> problems) {
        return new ReadEndpoint(settings, production, where, problems);
    }

    private static void add(Map<EndpointId, Endpoint> endpoints, @Nullable Endpoint endpoint, List<String> problems) {
        if (endpoint != null && endpoints.put(endpoint.id(), endpoint) != null) {
            problems.add("The endpoint id '" + endpoint.id() + "' is declared twice");
        }
    }

    private EndpointEntry fromEnvironment() {
        return new EndpointEntry(
                DEFAULT.value(),
                settings.url(),
                Arrays.asList(settings.events().split(",")),
                List.of(),
                settings.secret(),
                settings.previousSecret(),
                null,
                Map.of(),
                null,
                new EndpointEntry.Retry(null, null, null),
                null,
                null,
                null);
    }

    private List<EndpointEntry> fromFile(List<String> problems) {
        String file = settings.endpointsFile();
        if (file == null || file.isBlank()) {
            return List.of();
        }
        if (!Files.isReadable(Path.of(file))) {
            problems.add("SCP_WEBHOOK_ENDPOINTS_FILE takes the path of a readable YAML file, not '" + file + "'");
            return List.of();
        }
        try {
            List<PropertySource<?>> sources =
                    new YamlPropertySourceLoader().load("endpoints", new FileSystemResource(file));
            Binder binder = new Binder(
                    ConfigurationPropertySources.from(sources), new PropertySourcesPlaceholdersResolver(environment));
            return binder.bind("endpoints", Bindable.listOf(EndpointEntry.class))
                    .orElse(List.of());
        } catch (IOException | BindException | IllegalStateException e) {
            problems.add("SCP_WEBHOOK_ENDPOINTS_FILE cannot be read: " + e.getMessage());
            return List.of();
        }
    }
}
