package org.securecontext.proxy.agents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads an agents file; every problem in it is found at once. */
final class AgentsFile {

    private AgentsFile() {}

    /** The file's bytes. Fails with {@link InvalidConfiguration} when it cannot be read. */
    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw invalid(List.of("cannot be read: " + file));
        }
    }

    /** The agents that these bytes describe. Fails with {@link InvalidConfiguration} naming each problem. */
    static AgentDirectory parse(byte[] yaml) {
        List<AgentEntry> entries = bind(load(yaml));
        AgentDirectory.Builder directory = new AgentDirectory.Builder();
        List<String> problems = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            AgentEntry entry = entries.get(i);
            try {
                if (!ids.add(String.valueOf(entry.id()))) {
                    throw new IllegalArgumentException("has an id that stands twice");
                }
                directory.add(entry.agent(), entry.keyHashes());
            } catch (IllegalArgumentException e) {
                problems.add("agents[" + i + "]: " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw invalid(problems);
        }
        return directory.build();
    }

    private static List<AgentEntry> bind(List<PropertySource<?>> sources) {
        Binder binder = new Binder(ConfigurationPropertySources.from(sources));
        try {
            return binder.bind(
                            "agents",
                            Bindable.listOf(AgentEntry.class),
                            new NoUnboundElementsBindHandler(BindHandler.DEFAULT, source -> true))
                    .orElseGet(List::of);
        } catch (BindException e) {
            throw invalid(List.of("has a wrong or unknown field at " + e.getName()));
        }
    }

    private static List<PropertySource<?>> load(byte[] yaml) {
        try {
            return new YamlPropertySourceLoader().load("agents", new ByteArrayResource(yaml));
        } catch (IOException | YAMLException | IllegalStateException e) {
            throw invalid(List.of("is no valid YAML"));
        }
    }

    private static InvalidConfiguration invalid(List<String> problems) {
        return new InvalidConfiguration(
                problems.stream().map(problem -> "SCP_AGENTS_FILE " + problem).toList());
    }
}
