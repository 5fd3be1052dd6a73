package org.securecontext.proxy.providers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads providers: the operator's file over the environment's client ids over the built-in file, field by field. */
final class ProvidersFile {

    private static final String ROOT = "providers";
    private static final Resource BUILT_IN = new ClassPathResource("providers.yaml");

    private final ProvidersSettings settings;
    private final ConfigurableEnvironment environment;

    ProvidersFile(ProvidersSettings settings, ConfigurableEnvironment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /** Every described provider by name, also those without a client id. */
    Map<String, ProviderEntry> read() {
        List<PropertySource<?>> sources = new ArrayList<>();
        if (settings.file() != null) {
            sources.addAll(load(new FileSystemResource(settings.file())));
        }
        sources.add(new MapPropertySource("client credentials", credentials()));
        sources.addAll(load(BUILT_IN));
        Binder binder = new Binder(
                ConfigurationPropertySources.from(sources),
                value -> value instanceof String text ? environment.resolveRequiredPlaceholders(text) : value);
        try {
            return binder.bind(
                            ROOT,
                            Bindable.mapOf(String.class, ProviderEntry.class),
                            new NoUnboundElementsBindHandler(BindHandler.DEFAULT, source -> true))
                    .orElseGet(Map::of);
        } catch (BindException e) {
            throw invalid(describe(e));
        }
    }

    private Map<String, Object> credentials() {
        Map<String, Object> properties = new HashMap<>();
        Map<String, ProvidersSettings.Client> clients = settings.clients() == null ? Map.of() : settings.clients();
        clients.forEach((name, client) -> {
            putIfSet(properties, ROOT + "." + name + ".client-id", client.id());
            putIfSet(properties, ROOT + "." + name + ".client-secret", client.secret());
        });
        return properties;
    }

    private static void putIfSet(Map<String, Object> properties, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            properties.put(key, value);
        }
    }

    private static List<PropertySource<?>> load(Resource resource) {
        if (!resource.isReadable()) {
            throw invalid("cannot be read: " + resource.getDescription());
        }
        try {
            return new YamlPropertySourceLoader().load(resource.getDescription(), resource);
        } catch (IOException e) {
            throw invalid("cannot be read: " + resource.getDescription());
        } catch (YAMLException | IllegalStateException e) {
            throw invalid("is no valid YAML: " + resource.getDescription());
        }
    }

    private static String describe(BindException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return "has a wrong value at " + e.getName() + ": " + cause.getMessage();
    }

    private static InvalidConfiguration invalid(String problem) {
        return new InvalidConfiguration(List.of("SCP_PROVIDERS_FILE " + problem));
    }
}
